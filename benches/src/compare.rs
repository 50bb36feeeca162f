//! Answers first.

use super::Engine;
use std::thread::{ScopedJoinHandle, scope};

/// Puts every question to every engine, and counts those that are permitted.
///
/// # Errors
/// The first answer of an engine that is not ours: the engine, the number of the question, and both answers.
pub fn compare(
    engines: &mut [Engine<'_>],
    questions: usize,
    ours: impl Fn(usize) -> bool + Sync,
) -> Result<usize, String> {
    let ours = &ours;
    scope(|scope| {
        let differ = |engine: &mut Engine<'_>| {
            let first = (0..questions).find(|number| (engine.answers)(*number) != ours(*number));
            first.map(|number| {
                let (name, answer) = (engine.name, ours(number));
                format!("question {number}: {name} says {}, ours says {answer}", !answer)
            })
        };
        let running: Vec<ScopedJoinHandle<'_, Option<String>>> =
            engines.iter_mut().map(|engine| scope.spawn(move || differ(engine))).collect();
        let found = running.into_iter().find_map(|engine| engine.join().expect("an engine that answers"));
        found.map_or(Ok(()), Err)
    })?;
    Ok((0..questions).filter(|number| ours(*number)).count())
}
