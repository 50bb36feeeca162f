//! An engine that answers questions by their number.

/// A way to put a question to an engine.
pub type Answers<'a> = Box<dyn FnMut(usize) -> bool + Send + 'a>;

/// One row of the table: a name, and the answers.
pub struct Engine<'a> {
    /// The name in the table.
    pub name: &'static str,
    /// The numbers of the questions of one pass.
    pub pass: Vec<usize>,
    /// How many things one pass goes through: what its time is divided by.
    pub each: usize,
    /// Whether the question of that number is permitted.
    pub answers: Answers<'a>,
}

impl<'a> Engine<'a> {
    /// An engine under a name, asked these questions in a pass.
    pub fn new(name: &'static str, pass: Vec<usize>, answers: impl FnMut(usize) -> bool + Send + 'a) -> Self {
        Self { name, each: pass.len(), pass, answers: Box::new(answers) }
    }

    /// An engine under a name, with one question over so many things.
    pub fn over(name: &'static str, things: usize, answers: impl FnMut(usize) -> bool + Send + 'a) -> Self {
        Self { each: things, ..Self::new(name, vec![0], answers) }
    }
}

/// So many of the numbers at most, evenly spread over all of them; the slow get fewer.
#[must_use]
pub fn spread(all: &[usize], most: usize) -> Vec<usize> {
    let count = all.len().min(most);
    (0..count).map(|place| all[place * all.len() / count]).collect()
}
