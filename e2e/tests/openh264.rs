//! OpenH264 as browsers load it: bit by bit what ffmpeg decodes, whatever comes, with memory that does not grow.

use e2e::{
    judge,
    openh264::{Decoders, Stream},
    relay::Relay,
};
use e2e_camera::{Clip, clip};
use sha2::{Digest, Sha256};
use std::{env, path::PathBuf};

fn made(size: &str, more: &[&str]) -> Clip {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("made.264");
    judge::encode(&file, size, 2, more);
    clip::file::open(&file, Some(15.0)).unwrap()
}

fn judged(clip: &Clip) -> Vec<String> {
    let (width, height) = clip.size().unwrap();
    let pictures = judge::planes(&clip::to_annex_b(clip.units()), width as usize, height as usize);
    let hex = |digest: &[u8]| digest.iter().map(|byte| format!("{byte:02x}")).collect();
    pictures.iter().map(|picture| hex(&Sha256::digest(picture))).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn each_picture_comes_out_of_its_unit_as_ffmpeg_decodes_it() {
    let relay = Relay::start();
    let decoders = Decoders::open(&relay).await;
    let mut clips = vec![
        ("Baseline".to_owned(), made("640x360", &["-bf", "0", "-profile:v", "baseline"])),
        ("Main".to_owned(), made("640x360", &["-bf", "0", "-profile:v", "main"])),
        ("High, odd size".to_owned(), made("638x358", &["-bf", "0", "-profile:v", "high", "-refs", "4"])),
    ];
    if let Some(folder) = env::var_os("WARD_TEST_MEDIA").map(PathBuf::from) {
        for file in ["BA_MW_D.264", "SVA_BA1_B.264", "test_cif_P_CABAC_slice.264"] {
            clips.push((file.to_owned(), clip::file::open(&folder.join(file), Some(15.0)).unwrap()));
        }
    } else {
        eprintln!("left out: WARD_TEST_MEDIA names no folder of streams");
    }
    for (name, clip) in &clips {
        let (pictures, ended) = decoders.decode(&Stream::of(clip)).await;
        assert_eq!(ended, None, "{name}");
        assert!(pictures == judged(clip), "{name}: pictures differ");
    }

    let (pictures, ended) = decoders.decode(&Stream::of(&made("320x180", &["-bf", "2"]))).await;
    assert_eq!(ended.as_deref(), Some("the stream has B slices"));
    assert!(pictures.len() < 5, "it goes on for {} units", pictures.len());
}

#[tokio::test(flavor = "multi_thread")]
async fn harmed_streams_end_in_words_and_memory_stays() {
    let relay = Relay::start();
    let decoders = Decoders::open(&relay).await;
    let good = Stream::of(&made("176x144", &["-bf", "0", "-g", "10"]));

    let mut seed = 1u64;
    let mut dice = |below: usize| {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (seed >> 33) as usize % below
    };
    let mut told = 0;
    for _ in 0..60 {
        let mut stream = good.clone();
        for _ in 0..=dice(4) {
            let which = dice(stream.units.len());
            let unit = &mut stream.units[which];
            // Behind the first length and the type.
            let at = 5 + dice(unit.len() - 5);
            if dice(3) == 0 { unit.truncate(at) } else { unit[at] ^= 1 << dice(8) }
        }
        let (_, ended) = decoders.decode(&stream).await;
        assert!(!ended.as_deref().unwrap_or_default().starts_with("not caught"), "{ended:?}");
        told += u32::from(ended.is_some());
    }
    assert!(told > 20, "only {told} harmed streams were found out");

    assert_eq!(decoders.restart(&good, 100).await, 100);
    let (first, last) = decoders.run(&good, 10_000).await;
    assert_eq!(first, last, "bytes of memory after one round and at the end");
}
