//! The shape of a case, read with the library's own typed nodes.

use super::{Case, Question};
use std::collections::BTreeSet;
use vrm_core::Error;
use vrm_core::decision::Request;
use vrm_core::json::{Fields, Node, Value};
use vrm_core::terms::{
    Basis, Conditions, Draft, EntryName, Form, Keep, Necessity, Permission, Process, Prohibition, Start, Stated,
    TermsError,
};
use vrm_core::vocab::{OwnWord, Place, Places, Recipient, Word};

pub(super) fn case(value: &Value) -> Result<Case, Error> {
    let mut fields = Node::root(value).object()?;
    let id = fields.required("id")?.string()?.to_owned();
    let terms = terms(&fields.required("terms")?)?.finish()?;
    let question = match fields.optional("request") {
        Some(node) => Question::Judge(request(&node)?),
        None => Question::Fits(Box::new(process(&fields.required("process")?)?)),
    };
    let expected = fields.optional("expect").map(|node| node.value().clone());
    fields.close()?;
    Ok(Case { id, terms, question, expected })
}

fn terms(node: &Node<'_>) -> Result<Draft, Error> {
    let mut fields = node.object()?;
    let of_roster = optional(&mut fields, "roster", |node| Ok(node.boolean()?))?.unwrap_or(false);
    let mut draft = if of_roster {
        Draft::roster(EntryName { roster: "case".into(), id: "case".into(), version: "0".into() })
    } else {
        Draft::own()
    };
    for node in optional(&mut fields, "extends", |node| Ok(node.array()?))?.unwrap_or_default() {
        draft.extend(own_word(&node)?);
    }
    for node in optional(&mut fields, "permissions", |node| Ok(node.array()?))?.unwrap_or_default() {
        draft.permit(permission(&node)?);
    }
    for node in optional(&mut fields, "prohibitions", |node| Ok(node.array()?))?.unwrap_or_default() {
        draft.forbid(prohibition(&node)?);
    }
    fields.close()?;
    Ok(draft)
}

fn own_word(node: &Node<'_>) -> Result<OwnWord, Error> {
    let mut fields = node.object()?;
    let own = OwnWord {
        word: word(&fields.required("iri")?)?,
        below: fields.required("below")?.array()?.iter().map(word).collect::<Result<_, _>>()?,
    };
    fields.close()?;
    Ok(own)
}

fn permission(node: &Node<'_>) -> Result<Permission, Error> {
    let mut fields = node.object()?;
    let id = fields.required("id")?.string()?;
    let data = optional(&mut fields, "data", words)?.unwrap_or_default();
    let purpose = optional(&mut fields, "purpose", words)?.unwrap_or_default();
    let operation = optional(&mut fields, "operation", words)?.unwrap_or_default();
    let recipient = optional(&mut fields, "recipient", recipients)?.unwrap_or_default();
    let Conditions { keep, form, places, measures } = conditions(&mut fields)?;
    let asks = optional(&mut fields, "ask", |node| Ok(node.boolean()?))?.unwrap_or(false);
    fields.close()?;
    let rule = Permission::new(id, data, purpose).operation(operation).recipient(recipient);
    let rule = rule.keep(keep).form(form).places(places).measures(measures);
    Ok(if asks { rule.ask() } else { rule })
}

fn prohibition(node: &Node<'_>) -> Result<Prohibition, Error> {
    let mut fields = node.object()?;
    let mut rule = Prohibition::new(fields.required("id")?.string()?)
        .data(optional(&mut fields, "data", words)?.unwrap_or_default())
        .purpose(optional(&mut fields, "purpose", words)?.unwrap_or_default())
        .operation(optional(&mut fields, "operation", words)?.unwrap_or_default())
        .recipient(optional(&mut fields, "recipient", recipients)?.unwrap_or_default())
        .places(optional(&mut fields, "places", places)?.unwrap_or_default())
        .measures_missing(optional(&mut fields, "measures", words)?.unwrap_or_default());
    if let Some(Keep::Days { days, from }) = optional(&mut fields, "keep", keep)? {
        rule = rule.keep_longer_than(days, from);
    }
    if let Some(at) = optional(&mut fields, "form", form)? {
        rule = rule.form(at);
    }
    fields.close()?;
    Ok(rule)
}

fn request(node: &Node<'_>) -> Result<Request, Error> {
    let mut fields = node.object()?;
    let mut request = Request::new(
        word(&fields.required("data")?)?,
        word(&fields.required("purpose")?)?,
        word(&fields.required("operation")?)?,
        recipient(&fields.required("recipient")?)?,
    );
    request.conditions = conditions(&mut fields)?;
    fields.close()?;
    Ok(request)
}

fn process(node: &Node<'_>) -> Result<Process, Error> {
    let mut fields = node.object()?;
    let mut process = Process::new([], [], [], []);
    process.data = stated(&fields.required("data")?, words)?;
    process.purpose = stated(&fields.required("purpose")?, words)?;
    process.operation = stated(&fields.required("operation")?, words)?;
    process.recipient = stated(&fields.required("recipient")?, recipients)?;
    process.keep = condition(&mut fields, "keep", keep)?;
    process.form = condition(&mut fields, "form", form)?;
    process.places = condition(&mut fields, "places", places)?;
    process.measures = condition(&mut fields, "measures", words)?;
    let name = |node: &Node<'_>| Ok(node.string()?.to_owned());
    if let Some(basis) = optional(&mut fields, "basis", name)? {
        process.basis = Basis::from_name(&basis).ok_or_else(|| none_of("/process/basis", &basis, BASES))?;
    }
    if let Some(necessity) = optional(&mut fields, "necessity", name)? {
        let unknown = || none_of("/process/necessity", &necessity, NECESSITIES);
        process.necessity = Necessity::from_name(&necessity).ok_or_else(unknown)?;
    }
    fields.close()?;
    Ok(process)
}

fn conditions(fields: &mut Fields<'_>) -> Result<Conditions, Error> {
    Ok(Conditions {
        keep: optional(fields, "keep", keep)?.unwrap_or_default(),
        form: optional(fields, "form", form)?.unwrap_or_default(),
        places: optional(fields, "places", places)?.unwrap_or_default(),
        measures: optional(fields, "measures", words)?.unwrap_or_default(),
    })
}

fn optional<'a, T>(
    fields: &mut Fields<'a>,
    name: &'static str,
    read: fn(&Node<'a>) -> Result<T, Error>,
) -> Result<Option<T>, Error> {
    fields.optional(name).map(|node| read(&node)).transpose()
}

fn condition<T: Default>(
    fields: &mut Fields<'_>,
    name: &'static str,
    read: fn(&Node<'_>) -> Result<T, Error>,
) -> Result<Stated<T>, Error> {
    fields.optional(name).map_or_else(|| Ok(Stated::Known(T::default())), |node| stated(&node, read))
}

fn stated<T>(node: &Node<'_>, read: fn(&Node<'_>) -> Result<T, Error>) -> Result<Stated<T>, Error> {
    match node.string() {
        Ok("unknown") => Ok(Stated::Unknown),
        _ => read(node).map(Stated::Known),
    }
}

fn word(node: &Node<'_>) -> Result<Word, Error> {
    Ok(Word::parse(node.string()?)?)
}

fn words(node: &Node<'_>) -> Result<BTreeSet<Word>, Error> {
    node.array()?.iter().map(word).collect()
}

fn recipient(node: &Node<'_>) -> Result<Recipient, Error> {
    Ok(Recipient::parse(node.string()?)?)
}

fn recipients(node: &Node<'_>) -> Result<BTreeSet<Recipient>, Error> {
    node.array()?.iter().map(recipient).collect()
}

fn places(node: &Node<'_>) -> Result<Places, Error> {
    let named: Vec<Place> =
        node.array()?.iter().map(|node| Ok(Place::parse(node.string()?)?)).collect::<Result<_, Error>>()?;
    Ok(Places::within(named)?)
}

fn keep(node: &Node<'_>) -> Result<Keep, Error> {
    let mut fields = node.object()?;
    let days = fields.required("days")?;
    let from = fields.required("from")?;
    fields.close()?;
    let out_of_range = |found| TermsError::OutOfRange { path: days.path().to_string(), found, expected: "a u32" };
    let number = days.integer()?;
    let unknown = |found: &str| none_of(from.path().as_str(), found, &["collected", "purpose-end"]);
    let name = from.string()?;
    Ok(Keep::Days {
        days: u32::try_from(number).map_err(|_| out_of_range(number))?,
        from: Start::from_name(name).ok_or_else(|| unknown(name))?,
    })
}

fn form(node: &Node<'_>) -> Result<Form, Error> {
    let name = node.string()?;
    Ok(Form::from_name(name).ok_or_else(|| none_of(node.path().as_str(), name, &Form::ALL.map(Form::name)))?)
}

const BASES: &[&str] = &["consent", "contract", "legal-duty"];
const NECESSITIES: &[&str] = &["required", "optional"];

fn none_of(path: &str, found: &str, expected: &[&'static str]) -> TermsError {
    TermsError::UnknownValue { path: path.to_owned(), found: found.to_owned(), expected: expected.to_vec() }
}
