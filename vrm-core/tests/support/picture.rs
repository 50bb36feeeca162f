//! All that a view shows, to be compared.

use vrm_core::view::View;

/// Every list of a view, and where its history stands.
pub(crate) fn picture(view: &View) -> Vec<String> {
    let mut lines = vec![format!("{:?}", view.head()), format!("{:?}", view.settings())];
    lines.push(format!("{:?}", view.own_terms().map(|own| own.machine_form().to_owned())));
    for between in view.relationships() {
        lines.push(format!("{between:?}"));
        let mut grants: Vec<String> = view.grants(between.id()).unwrap().map(|grant| format!("{grant:?}")).collect();
        grants.sort();
        lines.extend(grants);
        assert!(view.with_vendor(between.vendor()).is_some_and(|found| found.id() == between.id()));
    }
    lines.extend(view.items().map(|item| format!("{item:?}")));
    lines.extend(view.casts().map(|cast| format!("{cast:?}")));
    let mut blocks: Vec<String> = view.blocks().map(|block| format!("{block:?}")).collect();
    blocks.sort();
    lines.extend(blocks);
    lines.extend(view.tombstones().map(|(id, head)| format!("{id} {head:?}")));
    lines
}
