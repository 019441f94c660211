//! The services of core against IR's own table, copied here, row by row.

use gws_auth_core::Environment;
use gws_auth_core::calls::{service_access, services};
use gws_auth_core::services::{Answer, ClientKind, Mechanism, Obstacle, Service};

/// "Identity and Access", as of 18/06/2024: the service, OAuth, M2M, SSH and PGP.
const TABLE: &str = "\
Accounting Income Method (AIM) | yes | no | no
Goods and Services Tax (GST) | yes | no | no
Donation Tax Credits (REB) | yes | no | no
Income Tax (INC) | yes | no | no
Investment Income Reporting (AIL, DWT, IPS, NRT, PIE, RWT) | yes | no | no
Payday Filing Return Service (EI) | yes | no | no
Payday Filing Employment Service (ED/ES) | yes | no | no
Return Status Push Notifications (secure FTP) | no | no | yes
Customer Service Suite: Account, Address, Bank, BIC, Contact, Customer, Name, Period APIs | yes | yes | no
Bill API | yes | no | no
Income API | yes | yes | no
IRD Number Validation API | mutual TLS only | |
Document API | yes | yes | no
Notifications API | yes | yes | no
Prescribed Investor Rate (PIR) calculator | yes | yes | no
Intermediation Service | yes | no | no
Software Intermediation Service | yes | no | no
Transaction Data Services (SOAP) | yes | no | no
Transaction Data Services (secure FTP) | no | no | yes";

/// The addresses that IR prints, each with the services there.
const CLOUD: &[(&str, &[&str])] = &[
    (
        ":4046/gateway/gws/returns/",
        &["aim", "gst", "donation_tax_credits", "income_tax", "investment_income", "payday_filing_return"],
    ),
    (":4046/gateway/gws/employment/", &["payday_filing_employment"]),
    (":4046/gateway/gws/employment/v2/", &["payday_filing_employment_v2"]),
    (":4046/secure/gateway/gws/intermediation/", &["intermediation"]),
    (":4046/Gateway/gws/softwareintermediation/", &["software_intermediation"]),
    (":4046/gateway/account/", &["account"]),
    (":4046/gateway/address/", &["address"]),
    (":4046/gateway/bank/", &["bank"]),
    (":4046/gateway/bic/", &["bic"]),
    (":4046/gateway/bill/", &["bill"]),
    (":4046/gateway/contact/", &["contact"]),
    (":4046/gateway/customer/", &["customer"]),
    (":4046/gateway/document/", &["document"]),
    (":4046/gateway/income/", &["income"]),
    (":4046/gateway/customer-service/", &["ird_number_validation"]),
    (":4046/gateway/name/", &["name"]),
    (":4046/gateway/notification/", &["notifications"]),
    (":4046/gateway/period/", &["period"]),
    (":4046/gateway/calculators/", &["pir_calculator"]),
    (":4046/gateway/tds/", &["transaction_data"]),
];

/// The same for desktop clients.
const DESKTOP: &[(&str, &[&str])] = &[
    ("/gateway2/gws/returns/", CLOUD[0].1),
    ("/gateway2/gws/employment/", &["payday_filing_employment"]),
    ("/gateway2/gws/employment/v2/", &["payday_filing_employment_v2"]),
];

/// The services that a row of the table names.
fn of_row(name: &str) -> Vec<&'static Service> {
    let Some(apis) = name.strip_prefix("Customer Service Suite: ") else {
        return Service::ALL.iter().filter(|one| one.name.split(", version").next() == Some(name)).collect();
    };
    let apis = apis.strip_suffix(" APIs").expect("APIs");
    let find = |api: &str| Service::ALL.iter().find(|one| one.name == format!("{api} API")).expect("listed");
    apis.split(", ").map(find).collect()
}

#[test]
fn every_row_is_as_the_table_has_it() {
    let mut seen = Vec::new();
    for row in TABLE.lines() {
        let cells: Vec<&str> = row.split('|').map(str::trim).collect();
        let services = of_row(cells[0]);
        assert!(!services.is_empty(), "{row}");
        for service in services {
            let expected: Vec<bool> = match cells[1] {
                "mutual TLS only" => vec![false, false, true, false],
                _ => vec![cells[1] == "yes", cells[2] == "yes", false, cells[3] == "yes"],
            };
            let found: Vec<bool> = Mechanism::ALL.iter().map(|one| service.takes(*one)).collect();
            assert_eq!(found, expected, "{row}");
            seen.push(service.code);
        }
    }
    let all: Vec<&str> = Service::ALL.iter().map(|service| service.code).collect();
    assert_eq!(seen, all, "nothing beside the table, and in its order");
}

#[test]
fn every_address_is_as_it_is_printed() {
    for (kind, printed) in [(ClientKind::Cloud, CLOUD), (ClientKind::Desktop, DESKTOP)] {
        for service in Service::ALL {
            let address = printed.iter().find(|(_, codes)| codes.contains(&service.code));
            for environment in [Environment::MOCK, Environment::TEST, Environment::PRODUCTION] {
                let answer = service.ask(kind, service.mechanisms[0], environment);
                match (answer, address) {
                    (Answer::Call(url), Some((path, _))) => {
                        assert_eq!(url.to_string(), format!("{}{path}", environment.origin()));
                        let named = environment == Environment::PRODUCTION
                            || (environment == Environment::TEST && service.code == "transaction_data");
                        assert_eq!(url.documented, named, "{}", service.code);
                    }
                    (Answer::Files, None) => assert!(service.takes(Mechanism::Ssh), "{}", service.code),
                    (Answer::Cannot(Obstacle::Desktop), None) => assert_eq!(kind, ClientKind::Desktop),
                    other => panic!("{} {}: {other:?}", service.code, kind.code()),
                }
            }
        }
    }
}

#[test]
fn what_is_not_taken_has_no_address() {
    for service in Service::ALL {
        for mechanism in Mechanism::ALL.iter().filter(|one| !service.takes(**one)) {
            for kind in ClientKind::ALL {
                let answer = service.ask(*kind, *mechanism, Environment::TEST);
                assert_eq!(answer, Answer::Cannot(Obstacle::Mechanism), "{}", service.code);
            }
        }
    }
}

#[test]
fn a_host_with_a_port_of_its_own_keeps_it() {
    let simulator = service_access("income", "cloud", "m2m", "http://127.0.0.1:8080").expect("an answer");
    assert_eq!(simulator.url.as_deref(), Some("http://127.0.0.1:8080/gateway/income/"));
    assert!(simulator.allowed && !simulator.documented && simulator.obstacle.is_none());
}

#[test]
fn the_calls_say_the_same() {
    assert_eq!(services().len(), Service::ALL.len());
    for (owned, service) in services().iter().zip(Service::ALL) {
        assert_eq!((owned.code.as_str(), owned.cloud.as_deref()), (service.code, service.cloud));
        for kind in ClientKind::ALL {
            for (mechanism, takes) in
                Mechanism::ALL.iter().zip([owned.oauth, owned.m2m, owned.mutual_tls, owned.ssh])
            {
                let answer =
                    service_access(&owned.code, kind.code(), mechanism.code(), "test").expect("known");
                let may = match kind {
                    ClientKind::Cloud => takes,
                    ClientKind::Desktop => takes && (owned.ssh || owned.desktop.is_some()),
                };
                assert_eq!((answer.allowed, answer.obstacle.is_none()), (may, may), "{answer:?}");
                assert_eq!(answer.url.is_some(), may && !owned.ssh, "{answer:?}");
                assert_eq!(answer.advice.is_some(), answer.url.is_none(), "{answer:?}");
            }
        }
    }
    for wrong in [("gts", "cloud", "oauth"), ("gst", "clouds", "oauth"), ("gst", "cloud", "saml")] {
        let error = service_access(wrong.0, wrong.1, wrong.2, "test").expect_err("unknown");
        assert_eq!(error.code(), "argument_unknown");
    }
    assert!(service_access("gst", "cloud", "oauth", "nowhere").is_err());
}
