//! Answers under a password: Argon2id makes a key of it slowly, ChaCha20-Poly1305 encrypts and authenticates with the
//! key. Both come from RustCrypto and are compiled in. The browser's own cryptography has no slow derivation that needs
//! memory, and is missing on `file://` in some engines: a copy has to open wherever it is carried.

use argon2::{Algorithm, Argon2, Params, Version};
use base64::prelude::{BASE64_STANDARD, Engine};
use chacha20poly1305::aead::{Aead, KeyInit, Payload};
use chacha20poly1305::{ChaCha20Poly1305, Key, Nonce};
use serde_json::{Value, json};

/// How many random bytes [`seal`] needs: a salt and a nonce.
pub const RANDOM: usize = SALT + NONCE;
const SALT: usize = 16;
const NONCE: usize = 12;

/// A key, and a check by which a wrong password is told from an altered text.
const KEY: usize = 32;
const CHECK: usize = 16;

/// What deriving a key costs: kibibytes of memory, and passes over them.
const COST: Cost = Cost { memory: 32 * 1024, passes: 3 };

/// How many times that work a file may ask for at most, so that an altered one cannot hold the page up: a try takes as
/// long as the work there is.
const MOST: u64 = 2;

#[derive(Clone, Copy)]
struct Cost {
    memory: u32,
    passes: u32,
}

impl Cost {
    /// Kibibytes gone through.
    fn work(self) -> u64 {
        u64::from(self.memory) * u64::from(self.passes)
    }
}

/// Why a sealed text was not opened.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Refused {
    /// The password is another one.
    WrongPassword,
    /// The password is right, and the text is not what was sealed.
    Altered,
    /// This is nothing that was sealed here.
    Unreadable,
}

/// Whether this is a sealed text.
pub fn is_sealed(value: &Value) -> bool {
    value["tidu"] == "sealed"
}

/// Seals a text.
pub fn seal(text: &str, password: &str, random: &[u8; RANDOM]) -> Option<Value> {
    let (salt, nonce) = random.split_at(SALT);
    let (key, check) = derive(password, salt, COST)?;
    let payload = Payload { msg: text.as_bytes(), aad: &head(salt, COST) };
    let sealed = ChaCha20Poly1305::new(&Key::from(key)).encrypt(&nonce_of(nonce)?, payload).ok()?;
    let written = |bytes: &[u8]| BASE64_STANDARD.encode(bytes);
    Some(json!({
        "tidu": "sealed", "version": 1,
        "key": "argon2id", "memory": COST.memory, "passes": COST.passes, "salt": written(salt), "check": written(&check),
        "cipher": "chacha20-poly1305", "nonce": written(nonce), "text": written(&sealed),
    }))
}

/// Opens a sealed text.
///
/// # Errors
/// Why it was not opened; nothing of the text is known then.
pub fn open(sealed: &Value, password: &str) -> Result<String, Refused> {
    let bytes = |key: &str| sealed[key].as_str().and_then(|text| BASE64_STANDARD.decode(text).ok()).ok_or(Refused::Unreadable);
    let number = |key: &str| sealed[key].as_u64().and_then(|number| u32::try_from(number).ok()).ok_or(Refused::Unreadable);
    let known = sealed["version"].as_u64() == Some(1) && sealed["key"] == "argon2id" && sealed["cipher"] == "chacha20-poly1305";
    if !is_sealed(sealed) || !known {
        return Err(Refused::Unreadable);
    }
    let cost = Cost { memory: number("memory")?, passes: number("passes")? };
    if !(1..=MOST * COST.work()).contains(&cost.work()) {
        return Err(Refused::Unreadable);
    }
    let (salt, nonce, text) = (bytes("salt")?, nonce_of(&bytes("nonce")?).ok_or(Refused::Unreadable)?, bytes("text")?);
    let (key, check) = derive(password, &salt, cost).ok_or(Refused::Unreadable)?;
    // What is compared is no secret: it stands in the file.
    if bytes("check")? != check {
        return Err(Refused::WrongPassword);
    }
    let payload = Payload { msg: &text, aad: &head(&salt, cost) };
    let plain = ChaCha20Poly1305::new(&Key::from(key)).decrypt(&nonce, payload).map_err(|_| Refused::Altered)?;
    String::from_utf8(plain).map_err(|_| Refused::Altered)
}

fn derive(password: &str, salt: &[u8], cost: Cost) -> Option<([u8; KEY], [u8; CHECK])> {
    let params = Params::new(cost.memory, cost.passes, 1, Some(KEY + CHECK)).ok()?;
    let mut out = [0; KEY + CHECK];
    Argon2::new(Algorithm::Argon2id, Version::V0x13, params).hash_password_into(password.as_bytes(), salt, &mut out).ok()?;
    let (key, check) = out.split_at(KEY);
    Some((key.try_into().ok()?, check.try_into().ok()?))
}

fn nonce_of(bytes: &[u8]) -> Option<Nonce> {
    <[u8; NONCE]>::try_from(bytes).ok().map(Nonce::from)
}

/// What is authenticated beside the text: how the key was made.
fn head(salt: &[u8], cost: Cost) -> Vec<u8> {
    let mut head = format!("tidu sealed 1 argon2id {} {} chacha20-poly1305 ", cost.memory, cost.passes).into_bytes();
    head.extend_from_slice(salt);
    head
}

#[cfg(test)]
mod tests {
    use super::*;

    const RANDOM_BYTES: [u8; RANDOM] = [7; RANDOM];

    #[test]
    fn what_is_sealed_opens_with_its_password_and_no_other() {
        let sealed = seal("企业答案", "梯度 2026", &RANDOM_BYTES).unwrap();
        assert!(!sealed.to_string().contains("企业"));
        assert_eq!(open(&sealed, "梯度 2026").as_deref(), Ok("企业答案"));
        for wrong in ["", "梯度2026", "梯度 2027", "梯度 2026 "] {
            assert_eq!(open(&sealed, wrong), Err(Refused::WrongPassword), "{wrong}");
        }
    }

    #[test]
    fn what_was_altered_is_not_opened() {
        let sealed = seal("企业答案", "密码", &RANDOM_BYTES).unwrap();
        let flipped = |key: &str| {
            let mut bytes = BASE64_STANDARD.decode(sealed[key].as_str().unwrap()).unwrap();
            bytes[0] ^= 1;
            json!(BASE64_STANDARD.encode(bytes))
        };
        for (key, value, refused) in [
            ("text", flipped("text"), Refused::Altered),
            ("text", json!(""), Refused::Altered),
            ("nonce", flipped("nonce"), Refused::Altered),
            ("salt", flipped("salt"), Refused::WrongPassword),
            ("check", flipped("check"), Refused::WrongPassword),
            ("passes", json!(COST.passes + 1), Refused::WrongPassword),
            ("text", json!("no base64!"), Refused::Unreadable),
            ("nonce", json!("AA=="), Refused::Unreadable),
            ("memory", json!(u32::MAX), Refused::Unreadable),
            ("passes", json!(1_000_000), Refused::Unreadable),
            // Twice the work we write ourselves, and no more.
            ("memory", json!(2 * COST.memory), Refused::WrongPassword),
            ("memory", json!(2 * COST.memory + 1), Refused::Unreadable),
            ("passes", json!(2 * COST.passes), Refused::WrongPassword),
            ("passes", json!(2 * COST.passes + 1), Refused::Unreadable),
            ("passes", json!(0), Refused::Unreadable),
            ("memory", json!(0), Refused::Unreadable),
            ("version", json!(2), Refused::Unreadable),
            ("tidu", json!("answers"), Refused::Unreadable),
        ] {
            let mut altered = sealed.clone();
            altered[key] = value;
            assert_eq!(open(&altered, "密码"), Err(refused), "{key}");
        }
    }

    #[test]
    fn two_seals_of_one_text_have_nothing_in_common() {
        let (one, other) = (seal("a", "b", &[1; RANDOM]).unwrap(), seal("a", "b", &[2; RANDOM]).unwrap());
        for key in ["salt", "nonce", "text", "check"] {
            assert_ne!(one[key], other[key], "{key}");
        }
    }
}
