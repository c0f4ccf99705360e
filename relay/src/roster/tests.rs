//! Lists into the store and out of it, on real files.

use super::*;
use camera::{AddressWish, CameraUrl, Networks, Streams, Vendor};
use proptest::{collection::vec, option, prelude::*};
use secrecy::ExposeSecret;
use shared::{CameraId, UnixMicros, area::AreaPath, geo::Position, place::OwnerKind, place::Place};
use store::{CameraRecord, Credentials, Store, Stored, Transport};

const NOW: UnixMicros = UnixMicros(7);

fn networks() -> Networks {
    Networks { allowed: vec!["10.0.0.0/8".parse().unwrap(), "fd00::/8".parse().unwrap()], own_ports: Vec::new() }
}

async fn run(store: &Store, list: &[u8], keep: bool) -> Done {
    let site = "ward".parse().unwrap();
    let networks = networks();
    let import = Import { site: &site, networks: &networks, now: NOW };
    let sheet = match Sheet::read(list) {
        Ok(sheet) => sheet,
        Err(faults) => return Done { faults, ..Done::default() },
    };
    let mut batch = store.batch().await.unwrap();
    let done = import.run(&sheet, &mut batch).await.unwrap();
    if keep && done.faults.is_empty() {
        batch.commit().await.unwrap();
    }
    done
}

async fn records(store: &Store) -> Vec<CameraRecord> {
    let whole = |s| if let Stored::Whole(record) = s { Some(record) } else { None };
    store.cameras().await.unwrap().into_iter().filter_map(whole).collect()
}

fn said(done: &Done) -> Vec<String> {
    done.faults.iter().map(|f| f.sentence(Lang::En)).collect()
}

#[tokio::test]
async fn a_list_from_excel_in_vietnam_adds_cameras_and_areas() {
    let dir = tempfile::tempdir().unwrap();
    let store = Store::open(dir.path()).await.unwrap();
    let list = "\u{feff}Tên;Hãng;IP;Kênh;Tài khoản;Mật khẩu;Khu vực;Đường;Vĩ độ;Kinh độ;Hướng nhìn;Chủ\r\n\
        Cổng chợ;Hikvision;10.0.0.5;3;admin;'=1+1;Khu phố 2/Tổ 5;\"Lê Lợi; hẻm 3\";10,03;105,78;360;hộ dân\r\n\
        ;;;;;;;;;;;\r\n\
        To\u{302}\u{309} tự quản;yoosee;10.0.0.6;;;;khu phố 2/tổ 5;;;;;\r\n";
    let done = run(&store, list.as_bytes(), true).await;
    assert_eq!(said(&done), Vec::<String>::new());
    assert_eq!((done.added.len(), done.areas.as_slice()), (2, &["Khu phố 2".to_owned(), "Khu phố 2/Tổ 5".into()][..]));
    let all = records(&store).await;
    let areas = store.areas().await.unwrap();
    let five = areas.find(&"Khu phố 2/Tổ 5".parse().unwrap()).unwrap().id.clone();
    let market = &all[0];
    assert_eq!(market.main.expose_secret(), "rtsp://10.0.0.5:554/Streaming/Channels/301");
    assert_eq!(market.credentials.as_ref().unwrap().password.expose_secret(), "=1+1");
    let place = Place {
        area: Some(five.clone()),
        street: Some("Lê Lợi; hẻm 3".into()),
        position: Some("10.03,105.78".parse().unwrap()),
        heading: Some("0".parse().unwrap()),
        owner: Some(OwnerKind::Household),
    };
    assert_eq!(market.place, place);
    assert_eq!(
        (all[1].name.as_str(), all[1].transport, &all[1].place.area),
        ("Tổ tự quản", Transport::Udp, &Some(five))
    );
    // Read a second time, the list adds nothing: it says which cameras these are.
    let again = run(&store, list.as_bytes(), true).await;
    let there = format!("line 2, column id: this camera is there already as {}", market.id.camera());
    assert!(said(&again)[0].starts_with(&there), "{:?}", said(&again));
}

#[tokio::test]
async fn a_row_with_a_known_id_changes_what_it_says_and_nothing_else() {
    let dir = tempfile::tempdir().unwrap();
    let store = Store::open(dir.path()).await.unwrap();
    let list =
        "id,name,vendor,host,username,password,street\na,A,dahua,10.0.0.5,admin,canary,Lê Lợi\nb,B,tapo,10.0.0.6,,,\n";
    assert_eq!(said(&run(&store, list.as_bytes(), true).await), Vec::<String>::new());
    let before = records(&store).await;
    let done = run(&store, b"id,host,street\nward/a,10.0.0.9,\nb,,\n", true).await;
    assert_eq!(done.changed, [(2, before[0].id.clone(), vec![Column::MainUrl, Column::SubUrl, Column::Street])]);
    assert_eq!((done.added.len(), done.same, done.faults.len()), (0, 1, 0));
    let a = &records(&store).await[0];
    assert_eq!(a.main.expose_secret(), "rtsp://10.0.0.9:554/cam/realmonitor?channel=1&subtype=0");
    assert_eq!((a.place.street.as_ref(), a.name.as_str(), &a.vendor), (None, "A", &before[0].vendor));
    assert_eq!(a.credentials.as_ref().unwrap().password.expose_secret(), "canary");
}

#[tokio::test]
async fn every_mistake_is_named_and_nothing_is_repeated() {
    let dir = tempfile::tempdir().unwrap();
    let store = Store::open(dir.path()).await.unwrap();
    for (list, wanted) in [
        ("", "line 1: the file is empty"),
        ("name,canary\nA,b", "line 1, column B: the name of this column is not known"),
        ("name,tên\nA,b", "line 1, column B: the column name stands twice"),
        ("host\n10.0.0.1", "line 1: a column id or name is needed"),
        ("name,host\nA", "line 2: this row has 1 cells but the header has 2"),
        ("name,host\n\nA,b,canary", "line 3: this row has 3 cells"),
        ("name\nA", "line 2, column main_url: there is no address"),
        ("name,vendor\nA,tapo", "line 2, column host: host is missing"),
        ("name,vendor,host\n,tapo,10.0.0.1", "line 2, column name: a camera's name needs"),
        ("name,vendor,host\nA,canary,10.0.0.1", "line 2, column vendor: this vendor is not known"),
        ("name,vendor,host\nA,tapo,u:canary@10.0.0.1", "line 2, column host: this is no network address"),
        ("name,vendor,host\nA,tapo,8.8.8.8", "line 2, column host: the camera's address lies outside"),
        (
            "name,main_url\nA,rtsp://u:canary@8.8.8.8/canary",
            "line 2, column main_url: the camera's address lies outside",
        ),
        ("name,main_url\nA,canary@x://h", "line 2, column main_url: the camera's address is not valid"),
        (
            "name,main_url,host\nA,rtsp://10.0.0.1/x,10.0.0.2",
            "line 2, column main_url: the rtsp:// address does not agree",
        ),
        ("name,vendor,host,channel\nA,tapo,10.0.0.1,2", "line 2, column channel: tapo has no second channel"),
        ("name,vendor,host,port\nA,tapo,10.0.0.1,0", "line 2, column port: a port is"),
        ("name,vendor,host,streams\nA,tapo,10.0.0.1,3", "line 2, column streams: the number of streams is 1 or 2"),
        ("name,vendor,host,username\nA,tapo,10.0.0.1,u", "line 2, column password: a new user name needs its password"),
        ("name,vendor,host,password\nA,tapo,10.0.0.1,canary", "line 2, column username: there is a password"),
        ("name,vendor,host,area\nA,tapo,10.0.0.1,a//b", "line 2, column area: write areas like"),
        ("name,vendor,host,latitude\nA,tapo,10.0.0.1,10", "line 2, column longitude: latitude and longitude belong"),
        ("name,vendor,host,latitude,longitude\nA,tapo,10.0.0.1,canary,5", "line 2, column latitude: a latitude is"),
        ("name,vendor,host,heading\nA,tapo,10.0.0.1,N", "line 2, column heading: a heading is"),
        ("name,vendor,host,owner\nA,tapo,10.0.0.1,canary", "line 2, column owner: this kind of owner"),
        ("name,vendor,host,transport\nA,tapo,10.0.0.1,quic", "line 2, column transport: use tcp or udp"),
        ("id,name,vendor,host\n../x,A,tapo,10.0.0.1", "line 2, column id: this is no camera id"),
        ("id,name,vendor,host\nother/x,A,tapo,10.0.0.1", "line 2, column id: this id is of another site"),
        ("id,name,vendor,host\nx,A,tapo,10.0.0.1\nx,B,tapo,10.0.0.2", "line 3, column id: this id stands in line 2"),
        ("name,vendor,host\nA,tapo,10.0.0.1\nB,tapo,10.0.0.1", "line 3, column host: the same address as in line 2"),
    ] {
        let done = run(&store, list.as_bytes(), true).await;
        let said = said(&done);
        assert!(said.len() == 1 && said[0].starts_with(wanted) && !said[0].contains("canary"), "{list:?}: {said:?}");
        assert!(records(&store).await.is_empty(), "{list:?}");
    }
    let latin = run(&store, b"name,street\nA,L\xea L\xf4", true).await;
    assert!(said(&latin)[0].starts_with("line 2: this line is not UTF-8"));
    let long = format!("name\n{}", "A\n".repeat(5001));
    assert!(said(&run(&store, long.as_bytes(), true).await)[0].contains("too many rows (5000"));
    let two =
        run(&store, b"name,vendor,host,port,heading\nA,acme,10.0.0.1,x,999\nB,tapo,10.0.0.2,,\nC,,,,\n", true).await;
    assert_eq!((two.faults.len(), two.added.len(), records(&store).await.len()), (4, 1, 0));
}

fn label() -> impl Strategy<Value = String> {
    "['=+@,;\"-]{0,2}[a-zA-ZăâđêôơưĂÂĐÊÔƠƯế0-9<>&|]([ ,;\"'/a-zđ]{0,12}[a-zỗ\"';])?"
}

fn addresses() -> impl Strategy<Value = camera::Addresses> {
    let host = prop_oneof!["10\\.[0-9]\\.[0-9]\\.[1-9]", Just("fd00::5".into()), "[a-zA-Z]{1,5}\\.Local"];
    let path = "/[a-zA-Z0-9=+@;,]{0,9}".prop_filter("a bare @ is refused", |p: &String| !p.contains('@'));
    let vendor = proptest::sample::select(Vendor::ALL.to_vec());
    (host, option::of(1u16..), option::of(1u16..=64), vendor, any::<[bool; 3]>(), path).prop_map(
        |(host, port, channel, vendor, [one, own, labelled], path)| {
            let host: camera::CameraHost = host.parse().unwrap();
            let url = |path: &str| CameraUrl::parse(&format!("rtsp://10.1.1.1{path}")).unwrap().0;
            let mut wish = AddressWish {
                vendor: Some(vendor),
                host: Some(host),
                port,
                channel: channel.map(|c| c.try_into().unwrap()),
                streams: one.then_some(Streams::One),
                ..Default::default()
            };
            let made = wish.clone().settle(None);
            match made {
                Ok(made) if !own => made,
                _ => {
                    wish.vendor = wish.vendor.filter(|_| labelled);
                    (wish.host, wish.port) = (None, None);
                    (wish.main, wish.sub) = (Some(url(&path)), (!one).then(|| url("/sub")));
                    wish.settle(None).unwrap()
                }
            }
        },
    )
}

prop_compose! {
    fn camera()(
        name in label(),
        addresses in addresses(),
        login in option::of((label(), "[ -~]{1,9}")),
        street in option::of(label()),
        point in option::of((-90f64..=90.0, -180f64..=180.0)),
        heading in option::of(0u16..360),
        owner in option::of(proptest::sample::select(OwnerKind::ALL.to_vec())),
        area in option::of(0usize..3),
        udp in any::<bool>(),
    ) -> (CameraRecord, Option<usize>) {
        let secret = |url: &CameraUrl| url.expose().to_owned().into();
        let record = CameraRecord {
            id: "ward/x".parse().unwrap(),
            name,
            transport: if udp { Transport::Udp } else { Transport::Tcp },
            main: secret(&addresses.main),
            sub: addresses.sub.as_ref().map(secret),
            credentials: login.map(|(username, password)| Credentials { username, password: password.into() }),
            place: Place {
                area: None,
                street,
                position: point.map(|(latitude, longitude)| Position::new(latitude, longitude).unwrap()),
                heading: heading.map(|h| h.try_into().unwrap()),
                owner,
            },
            vendor: addresses.vendor.map(|v| v.as_str().to_owned()),
            channel: addresses.channel.map(camera::Channel::get),
        };
        (record, area)
    }
}

/// Stores the cameras under ids of their own in areas whose names need care.
async fn fill(store: &Store, cameras: &[(CameraRecord, Option<usize>)]) {
    let paths: Vec<AreaPath> = ["Khu phố 2/Tổ 5", "=1+1", "'@x"].map(|p| p.parse().unwrap()).into();
    let mut batch = store.batch().await.unwrap();
    for (n, (camera, area)) in cameras.iter().enumerate() {
        let mut camera = CameraRecord { id: format!("ward/c{n}").parse::<CameraId>().unwrap(), ..camera.clone() };
        if let Some(area) = area {
            camera.place.area = Some(batch.area_at(&paths[*area], NOW).await.unwrap());
        }
        batch.add_camera(&camera, NOW).await.unwrap();
    }
    batch.commit().await.unwrap();
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, max_shrink_iters: 200, ..ProptestConfig::default() })]

    #[test]
    fn what_is_written_out_and_read_in_again_changes_nothing(
        cameras in vec(camera(), 1..6),
        semicolon in any::<bool>(),
    ) {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        runtime.block_on(async {
            let (here, there) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
            let (store, other) = (Store::open(here.path()).await.unwrap(), Store::open(there.path()).await.unwrap());
            fill(&store, &cameras).await;
            let (all, areas) = (records(&store).await, store.areas().await.unwrap());
            let mut lists = Vec::new();
            for secrets in [false, true] {
                let mut list = Vec::new();
                write(&mut list, &all, &areas, Format { secrets, semicolon }).unwrap();
                let done = run(&store, &list, false).await;
                let shown = String::from_utf8_lossy(&list);
                prop_assert!(done.faults.is_empty(), "{:?} {shown}", said(&done));
                prop_assert_eq!((done.same, &done.changed, done.areas.len()), (all.len(), &Vec::new(), 0), "{}", shown);
                lists.push(list);
            }
            // A list with secrets makes the same cameras on another relay.
            let done = run(&other, &lists[1], true).await;
            prop_assert!(done.faults.is_empty(), "{:?}", said(&done));
            let nowhere = |c: &CameraRecord| CameraRecord { place: Place { area: None, ..c.place.clone() }, ..c.clone() };
            let copies = records(&other).await;
            prop_assert_eq!(copies.iter().map(nowhere).collect::<Vec<_>>(), all.iter().map(nowhere).collect::<Vec<_>>());
            let mut again = Vec::new();
            let format = Format { secrets: true, semicolon };
            write(&mut again, &copies, &other.areas().await.unwrap(), format).unwrap();
            prop_assert_eq!(&again, &lists[1]);
            Ok(())
        })?;
    }
}
