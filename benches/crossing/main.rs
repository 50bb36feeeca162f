//! What it costs to cross: the same calls from C, Kotlin and Swift, beside plain Rust.
//!
//! `benches/border.sh crossing` builds the programs and runs this with `NAME=COMMAND` for each. A command is for a shell,
//! has a folder as its `$1`, and does what lines on its input ask for: `OPERATION TIMES`, answered by a line with nanoseconds.
//! All are alive at once and measured in turn, so that what else the machine does meets all of them.

#![allow(clippy::disallowed_methods, reason = "a bench looks at the clock, and reads and writes files")]

mod life;
mod player;

use life::Life;
use player::Player;
use std::error::Error;
use std::path::Path;

type Outcome<T> = Result<T, Box<dyn Error>>;

const OPERATIONS: [&str; 4] = ["dpv_version", "verdict", "decide", "bundle_verify"];
/// How often each is measured.
const ROUNDS: usize = 25;
/// How long one measurement is, and how long each runs before the first, in nanoseconds.
const LONG: u64 = 20_000_000;
const WARM: u64 = 1_500_000_000;

fn main() -> Outcome<()> {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("crossing");
    let life = Life::lived()?;
    life.write(&folder)?;
    let mut players = vec![Player::Here(life)];
    for argument in std::env::args().skip(1).filter(|argument| !argument.starts_with("--")) {
        let (name, command) = argument.split_once('=').ok_or("expected NAME=COMMAND")?;
        players.push(Player::start(name, command, &folder)?);
    }
    let names: Vec<&str> = players.iter().skip(1).map(Player::name).collect();
    println!("operation\trust_ns\t{}", names.join("\t"));
    for operation in OPERATIONS {
        let medians = measured(&mut players, operation)?;
        let (rust, others) = medians.split_first().ok_or("nothing was measured")?;
        let ratios: Vec<String> = others.iter().map(|other| ratio(*other, *rust)).collect();
        println!("{operation}\t{}\t{}", rust.div_ceil(1_000), ratios.join("\t"));
    }
    players.into_iter().try_for_each(Player::stop)
}

/// The median of each player, in picoseconds a call.
fn measured(players: &mut [Player], operation: &str) -> Outcome<Vec<u64>> {
    let mut times = Vec::new();
    for player in players.iter_mut() {
        times.push(warmed(player, operation)?);
    }
    let mut all = vec![Vec::new(); players.len()];
    for _ in 0..ROUNDS {
        for ((player, times), seen) in players.iter_mut().zip(&times).zip(&mut all) {
            seen.push(player.play(operation, *times)?.saturating_mul(1_000) / times);
        }
    }
    let median = |mut seen: Vec<u64>| {
        seen.sort_unstable();
        seen.get(seen.len() / 2).copied().ok_or_else(|| "nothing was measured".into())
    };
    all.into_iter().map(median).collect()
}

/// Runs it until it is warm; how many calls make one measurement.
fn warmed(player: &mut Player, operation: &str) -> Outcome<u64> {
    let (mut times, mut spent) = (1, 0);
    loop {
        let took = player.play(operation, times)?.max(1);
        spent += took;
        if spent > WARM && took > LONG / 2 {
            return Ok((times.saturating_mul(LONG) / took).max(1));
        }
        if took < LONG {
            times *= 2;
        }
    }
}

/// With one decimal below ten.
fn ratio(other: u64, rust: u64) -> String {
    let tenths = (other * 10 + rust / 2) / rust.max(1);
    if tenths < 100 { format!("{}.{}", tenths / 10, tenths % 10) } else { ((tenths + 5) / 10).to_string() }
}
