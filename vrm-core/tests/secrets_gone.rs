//! Secrets are gone when their owners are: a process of its own makes keys, uses and drops them, and then looks through
//! its memory from outside of the language.
#![cfg(all(feature = "keys", target_os = "linux"))]
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::disallowed_methods,
    reason = "tests"
)]

mod support;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use curve25519_dalek::montgomery::MontgomeryPoint;
use sha2::{Digest as _, Sha256, Sha512};
use std::io::{Read as _, Write as _};
use std::process::{Command, Stdio};
use support::memory::{Memory, mask, masked};
use support::parties::{Fixed, Seeded, after, said};
use vrm_core::json::{Node, foreign};
use vrm_core::keys::{Randomness, RandomnessFailed, Sealed, SealingKeyPair, SignedId, SigningKeyPair};
use vrm_core::message::{Refusal, RefusalReason};

const PAIRS: usize = 100;

/// What is looked for: the seeds of both kinds of pairs, a private key as its JSON has it, the plaintext of something
/// opened; the half of an expanded seed from which nonces come; and, of each opened text, the secret that both keys give
/// and the key that is made from it.
const KINDS: [&str; 7] = ["signing", "sealing", "exported", "opened", "nonces", "agreed", "wrapping"];

/// How many of these pass through our own hands; the rest is josekit's alone.
const OURS: usize = 5;

const CHILD: &str = "a_process_that_looks_at_itself";

/// The bytes under a mask, taken off as they are written and nowhere else.
struct Unmasking([u8; 32]);

impl Randomness for Unmasking {
    fn fill(&mut self, bytes: &mut [u8]) -> Result<(), RandomnessFailed> {
        let mask = mask();
        for (index, byte) in bytes.iter_mut().enumerate() {
            *byte = self.0[index] ^ mask[index];
        }
        Ok(())
    }
}

fn refusal() -> Refusal {
    Refusal { answers: SignedId::from_bytes([3; 32]), why: RefusalReason::Invalid }
}

/// A line for the child: each secret under the mask, and a text sealed for it.
fn line(random: &mut Seeded) -> String {
    let mut seeds = [[0; 32]; 2];
    seeds.iter_mut().for_each(|seed| random.fill(seed).unwrap());
    let [signing, sealing] = seeds;
    let nonces = Sha512::digest(signing);
    let exported = URL_SAFE_NO_PAD.encode(signing);
    let pair = SigningKeyPair::generate(&mut Fixed(&signing)).unwrap();
    let reader = SealingKeyPair::generate(&mut Fixed(&sealing)).unwrap();
    let signed = said(refusal(), &pair, pair.public().thumbprint(), after(0), random);
    let opened = &signed.as_str()[signed.as_str().len() - 40..];
    let sealed = signed.seal(reader.public()).unwrap();
    let agreed = MontgomeryPoint(ephemeral(sealed.as_str())).mul_clamped(sealing).to_bytes();
    let secrets: [&[u8]; KINDS.len()] =
        [&signing, &sealing, exported.as_bytes(), opened.as_bytes(), &nonces[32..], &agreed, &wrapping(&agreed)];
    let secrets = secrets.map(|secret| URL_SAFE_NO_PAD.encode(masked(secret)));
    format!("{} {}", secrets.join(" "), sealed.as_str())
}

/// The sender's key of one text.
fn ephemeral(jwe: &str) -> [u8; 32] {
    let header = URL_SAFE_NO_PAD.decode(jwe.split('.').next().unwrap()).unwrap();
    let header = foreign::parse(&header).unwrap();
    let epk = Node::root(&header).object().unwrap().required("epk").unwrap();
    let x = epk.object().unwrap().required("x").unwrap();
    URL_SAFE_NO_PAD.decode(x.string().unwrap()).unwrap().try_into().unwrap()
}

/// The key that wraps the content's key: RFC 7518 section 4.6.2, one round of SHA-256.
fn wrapping(agreed: &[u8; 32]) -> [u8; 32] {
    let alg = b"ECDH-ES+A256KW";
    let length = |bytes: u32| bytes.to_be_bytes();
    let hash = Sha256::new().chain_update(length(1)).chain_update(agreed);
    let hash = hash.chain_update(length(alg.len() as u32)).chain_update(alg);
    hash.chain_update(length(0)).chain_update(length(0)).chain_update(length(256)).finalize().into()
}

#[test]
fn nothing_is_left_of_a_hundred_keys() {
    let mut random = Seeded::named("secrets");
    let lines: Vec<String> = (0..PAIRS).map(|_| line(&mut random)).collect();
    let mut child = Command::new(std::env::current_exe().unwrap())
        .args([CHILD, "--exact", "--nocapture", "--test-threads=1"])
        .env(CHILD, "")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all(lines.join("\n").as_bytes()).unwrap();
    let output = child.wait_with_output().unwrap();
    let text = String::from_utf8(output.stdout).unwrap();
    assert!(output.status.success(), "{text}");
    let counts = |when: &str| -> Vec<usize> {
        let line = text.lines().find_map(|line| line.split_once(when)).unwrap_or_else(|| panic!("{text}")).1;
        line.split_whitespace().map(|count| count.parse().unwrap()).collect()
    };
    let [unmade, held, dropped] = ["unmade:", "held:", "dropped:"].map(counts);
    for (index, kind) in KINDS.iter().enumerate() {
        println!("{kind}: {} of {PAIRS} before, {} held, {} left", unmade[index], held[index], dropped[index]);
    }
    assert_eq!(unmade, [0; KINDS.len()]);
    // The search finds what is there. The other three are made when they are needed, and not held.
    assert_eq!(held[..4], [PAIRS; 4]);
    assert_eq!(dropped[..OURS], [0; OURS]);
    // What josekit derives while it opens it gives back unwiped: measured, that of the last few texts now and then. One
    // text's key is no key of anybody's, and a next text writes over it; many would mean that something keeps them.
    assert!(dropped[OURS..].iter().all(|left| *left <= PAIRS / 10), "{dropped:?}");
}

/// The other test starts this one in a process of its own; elsewhere there is nothing to look for.
#[test]
fn a_process_that_looks_at_itself() {
    if std::env::var_os(CHILD).is_none() {
        return;
    }
    let mut input = String::new();
    std::io::stdin().read_to_string(&mut input).unwrap();
    let lines: Vec<Vec<&str>> = input.lines().map(|line| line.split(' ').collect()).collect();
    let needle = |text: &str| -> [u8; 32] { URL_SAFE_NO_PAD.decode(text).unwrap().try_into().unwrap() };
    let needles: Vec<Vec<[u8; 32]>> =
        (0..KINDS.len()).map(|kind| lines.iter().map(|line| needle(line[kind])).collect()).collect();
    let mut memory = Memory::new();
    let mut say = |when: &str| {
        let counts: Vec<String> = needles.iter().map(|needles| memory.count(needles).to_string()).collect();
        println!("\n{when}: {}", counts.join(" "));
    };
    say("unmade");
    let mut random = Seeded::named("ids");
    let used = |line: &Vec<&str>| {
        let signing = SigningKeyPair::generate(&mut Unmasking(needle(line[0]))).unwrap();
        let sealing = SealingKeyPair::generate(&mut Unmasking(needle(line[1]))).unwrap();
        said(refusal(), &signing, signing.public().thumbprint(), after(0), &mut random);
        let opened = Sealed::parse(line[KINDS.len()].as_bytes()).unwrap().open(&sealing).unwrap();
        let exported = signing.danger_secret_jwk();
        (signing, sealing, opened, exported)
    };
    let held: Vec<_> = lines.iter().map(used).collect();
    say("held");
    drop(held);
    say("dropped");
}
