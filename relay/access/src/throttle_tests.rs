//! Guessing by the thousand, and the rightful user beside it.

use super::*;
use crate::Token;
use proptest::prelude::*;

fn login(text: &str) -> Login {
    text.parse().unwrap()
}

fn from(address: &str) -> IpAddr {
    address.parse().unwrap()
}

fn secs(n: u64) -> Duration {
    Duration::from_secs(n)
}

/// Tries as soon as may be and fails each time, for so long; answers how many tries that were.
fn guesses(throttle: &mut Throttle, start: Instant, span: Duration, who: impl Fn(u32) -> (Login, IpAddr)) -> u32 {
    let (mut now, mut made) = (start, 0);
    while now < start + span {
        let (account, address) = who(made);
        match throttle.begin(&Try { account: Some(&account), address, device: None }, now) {
            Ok(()) => made += 1,
            Err(Wait(wait)) => now += wait,
        }
    }
    made
}

#[test]
fn after_five_tries_the_wait_doubles_from_a_second_to_five_minutes() {
    let (mut throttle, mut now, lan) = (Throttle::default(), Instant::now(), login("ba.lan"));
    let who = Try { account: Some(&lan), address: from("10.0.0.1"), device: None };
    for _ in 0..5 {
        throttle.begin(&who, now).unwrap();
    }
    for wait in [1, 2, 4, 8, 16, 32, 64, 128, 256, 300, 300, 300] {
        assert_eq!(throttle.begin(&who, now), Err(Wait(secs(wait))));
        // Asking again makes it no longer.
        assert_eq!(
            throttle.begin(&who, now + secs(wait) - Duration::from_millis(1)),
            Err(Wait(Duration::from_millis(1)))
        );
        now += secs(wait);
        throttle.begin(&who, now).unwrap();
    }
    // One after the other is forgotten while nobody tries.
    assert_eq!(throttle.begin(&who, now + secs(600)), Ok(()));
    now += secs(600);
    assert_eq!(throttle.begin(&who, now), Err(Wait(secs(300))));
    now += secs(600 * 20);
    for _ in 0..5 {
        throttle.begin(&who, now).unwrap();
    }
    assert_eq!(throttle.begin(&who, now), Err(Wait(secs(1))));
}

#[test]
fn a_thousand_guesses_take_days_from_one_address_or_from_a_thousand() {
    let day = secs(86_400);
    let one = |_| (login("ba.lan"), from("10.0.0.1"));
    assert!(guesses(&mut Throttle::default(), Instant::now(), day, one) <= 5 + 9 + 288);
    let many = |n: u32| (login("ba.lan"), IpAddr::from(n.to_be_bytes()));
    assert!(guesses(&mut Throttle::default(), Instant::now(), day, many) <= 5 + 9 + 288);
    // One address through all accounts; one IPv6 network through all of its addresses.
    let accounts = |n: u32| (login(&format!("user{n}")), from("10.0.0.1"));
    assert!(guesses(&mut Throttle::default(), Instant::now(), day, accounts) <= 20 + 9 + 288);
    let v6 = |n: u32| (login(&format!("user{n}")), from(&format!("2001:db8::{:x}:{:x}", n >> 16, n & 0xffff)));
    assert!(guesses(&mut Throttle::default(), Instant::now(), day, v6) <= 20 + 9 + 288);
    // A thousand at the same time are a thousand.
    let (mut throttle, now) = (Throttle::default(), Instant::now());
    let lan = login("ba.lan");
    let at_once = |n: u32| {
        throttle.begin(&Try { account: Some(&lan), address: IpAddr::from(n.to_be_bytes()), device: None }, now).is_ok()
    };
    assert_eq!((0..1000).map(at_once).filter(|begun| *begun).count(), 5);
}

#[test]
fn a_known_device_is_not_slowed_down_by_strangers_and_helps_them_nowhere() {
    let (mut throttle, now, lan) = (Throttle::default(), Instant::now(), login("ba.lan"));
    let stranger = |_| (login("ba.lan"), from("10.0.0.1"));
    guesses(&mut throttle, now, secs(3600), stranger);
    let now = now + secs(3600);
    let device = Some(Token::random().hash());
    let own = Try { account: Some(&lan), address: from("10.0.0.1"), device };
    for _ in 0..100 {
        throttle.begin(&own, now).unwrap();
        throttle.take_back(&own, now);
    }
    // A stolen device has its own five tries and then waits as well; on another account it is an allowance of its own.
    for _ in 0..5 {
        throttle.begin(&own, now).unwrap();
    }
    assert_eq!(throttle.begin(&own, now), Err(Wait(secs(1))));
    let elsewhere = Try { device: None, ..own.clone() };
    assert!(throttle.begin(&elsewhere, now).is_err());
    let no_account = Try { account: None, ..own };
    assert!(throttle.begin(&no_account, now).is_ok(), "counted by address alone");
}

#[test]
fn success_takes_back_its_own_try_and_no_other() {
    let (mut throttle, now) = (Throttle::default(), Instant::now());
    let (own, victim) = (login("thief"), login("ba.lan"));
    let address = from("10.0.0.1");
    let mut begun = 0;
    // Logging in to an account of his own between guesses gives a thief no further guess.
    for _ in 0..200 {
        let good = Try { account: Some(&own), address, device: None };
        if throttle.begin(&good, now).is_ok() {
            throttle.take_back(&good, now);
        }
        begun += u32::from(throttle.begin(&Try { account: Some(&victim), address, device: None }, now).is_ok());
    }
    assert_eq!(begun, 5);
    let right = Try { account: Some(&own), address: from("10.0.0.2"), device: None };
    for _ in 0..200 {
        throttle.begin(&right, now).unwrap();
        throttle.take_back(&right, now);
    }
    throttle.take_back(&right, now);
    throttle.begin(&right, now).unwrap();
}

#[test]
fn neighbours_and_mapped_addresses() {
    assert_eq!(network(from("2001:db8:1:2:3:4:5:6")), from("2001:db8:1:2::"));
    assert_eq!(network(from("::ffff:10.0.0.1")), from("10.0.0.1"));
    assert_ne!(network(from("2001:db8:1:2::1")), network(from("2001:db8:1:3::1")));
}

#[test]
fn a_flood_of_names_washes_nobody_out_and_fills_no_memory() {
    let (mut throttle, now, lan) = (Throttle::remembering(100), Instant::now(), login("ba.lan"));
    let victim = |n: u32| Try { account: Some(&lan), address: IpAddr::from(n.to_be_bytes()), device: None };
    for n in 0..5 {
        throttle.begin(&victim(n), now).unwrap();
    }
    for n in 0..10_000_u32 {
        let (account, address) = (login(&format!("user{n}")), IpAddr::from((n + 100).to_be_bytes()));
        throttle.begin(&Try { account: Some(&account), address, device: None }, now).unwrap();
        assert!(throttle.accounts.len() <= 100 && throttle.addresses.len() <= 100);
    }
    assert_eq!(throttle.begin(&victim(9), now), Err(Wait(secs(1))));
}

proptest! {
    #[test]
    fn whatever_happens_a_wait_ends_and_the_tables_stay_small(
        steps in prop::collection::vec((0_u8..3, 0_u8..20, 0_u8..20, 0_u64..1000, any::<bool>()), 0..300)
    ) {
        let (mut throttle, mut now) = (Throttle::remembering(8), Instant::now());
        for (kind, account, address, pass, right) in steps {
            now += secs(pass);
            let account = login(&format!("user{account}"));
            let device = (kind == 2).then_some(TokenHash([address; 32]));
            let who = Try { account: (kind > 0).then_some(&account), address: IpAddr::from([10, 0, 0, address]), device };
            match throttle.begin(&who, now) {
                Ok(()) if right => throttle.take_back(&who, now),
                Ok(()) => {}
                Err(Wait(wait)) => {
                    prop_assert!(!wait.is_zero() && wait <= WAIT_MAX);
                    now += wait;
                    prop_assert_eq!(throttle.begin(&who, now), Ok(()));
                }
            }
            prop_assert!(throttle.accounts.len() <= 8 && throttle.addresses.len() <= 8 && throttle.devices.len() <= 8);
        }
    }
}
