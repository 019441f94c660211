//! `services`: the list, and whether a client may call.

use crate::support::gws;

#[test]
fn the_list_has_every_service() {
    let list = gws(&["services", "--json"]).json(0);
    let rows = list["services"].as_array().expect("a list");
    let gst = rows.iter().find(|row| row["code"] == "gst").expect("GST");
    assert_eq!((&gst["oauth"], &gst["m2m"]), (&true.into(), &false.into()));
    let printed = gws(&["services"]).run();
    assert_eq!(printed.status, 0);
    for row in rows {
        let code = row["code"].as_str().expect("a code");
        assert!(printed.stdout.lines().any(|line| line.starts_with(code)), "{code}");
    }
}

#[test]
fn who_may_not_call_is_told_why() {
    let may = gws(&["services", "income", "--mechanism", "m2m", "--env", "test", "--json"]).json(0);
    assert_eq!(may["url"], "https://test5.services.ird.govt.nz:4046/gateway/income/");
    let files = gws(&["services", "return_status", "--mechanism", "ssh", "--json"]).json(0);
    assert!(files["url"].is_null() && files["advice"].is_string(), "{files}");
    let taken = gws(&["services", "gst", "--mechanism", "m2m", "--json"]).json(1);
    assert_eq!(taken["obstacle"], "mechanism");
    let desktop = gws(&["services", "bill", "--mechanism", "oauth", "--client", "desktop", "--json"]).json(1);
    assert_eq!(desktop["obstacle"], "desktop");
    let unknown = gws(&["services", "gts", "--mechanism", "oauth", "--json"]).json(2);
    assert_eq!(unknown["error"]["code"], "service_unknown");
}
