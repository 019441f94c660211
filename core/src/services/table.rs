//! The services, row by row: mechanisms as of 18/06/2024, paths as IR prints them.

use super::{Mechanism, Service};

const OAUTH: &[Mechanism] = &[Mechanism::OAuth];
const OAUTH_M2M: &[Mechanism] = &[Mechanism::OAuth, Mechanism::M2m];
const MUTUAL_TLS: &[Mechanism] = &[Mechanism::MutualTls];
const SSH: &[Mechanism] = &[Mechanism::Ssh];

/// SOAP, for both kinds of clients.
const fn soap(code: &'static str, name: &'static str, cloud: &'static str, desktop: &'static str) -> Service {
    Service {
        code,
        name,
        mechanisms: OAUTH,
        cloud: Some(cloud),
        desktop: Some(desktop),
        test_documented: false,
    }
}

/// For cloud clients alone.
const fn cloud(
    code: &'static str,
    name: &'static str,
    mechanisms: &'static [Mechanism],
    path: &'static str,
) -> Service {
    Service { code, name, mechanisms, cloud: Some(path), desktop: None, test_documented: false }
}

/// Files.
const fn files(code: &'static str, name: &'static str) -> Service {
    Service { code, name, mechanisms: SSH, cloud: None, desktop: None, test_documented: false }
}

const RETURNS: &str = "/gateway/gws/returns/";
const DESKTOP_RETURNS: &str = "/gateway2/gws/returns/";

#[rustfmt::skip] // a table: a row a service
pub(super) const ALL: &[Service] = &[
    soap("aim", "Accounting Income Method (AIM)", RETURNS, DESKTOP_RETURNS),
    soap("gst", "Goods and Services Tax (GST)", RETURNS, DESKTOP_RETURNS),
    soap("donation_tax_credits", "Donation Tax Credits (REB)", RETURNS, DESKTOP_RETURNS),
    soap("income_tax", "Income Tax (INC)", RETURNS, DESKTOP_RETURNS),
    soap("investment_income", "Investment Income Reporting (AIL, DWT, IPS, NRT, PIE, RWT)", RETURNS, DESKTOP_RETURNS),
    soap("payday_filing_return", "Payday Filing Return Service (EI)", RETURNS, DESKTOP_RETURNS),
    soap("payday_filing_employment", "Payday Filing Employment Service (ED/ES)", "/gateway/gws/employment/", "/gateway2/gws/employment/"),
    soap("payday_filing_employment_v2", "Payday Filing Employment Service (ED/ES), version 2", "/gateway/gws/employment/v2/", "/gateway2/gws/employment/v2/"),
    files("return_status", "Return Status Push Notifications (secure FTP)"),
    cloud("account", "Account API", OAUTH_M2M, "/gateway/account/"),
    cloud("address", "Address API", OAUTH_M2M, "/gateway/address/"),
    cloud("bank", "Bank API", OAUTH_M2M, "/gateway/bank/"),
    cloud("bic", "BIC API", OAUTH_M2M, "/gateway/bic/"),
    cloud("contact", "Contact API", OAUTH_M2M, "/gateway/contact/"),
    cloud("customer", "Customer API", OAUTH_M2M, "/gateway/customer/"),
    cloud("name", "Name API", OAUTH_M2M, "/gateway/name/"),
    cloud("period", "Period API", OAUTH_M2M, "/gateway/period/"),
    cloud("bill", "Bill API", OAUTH, "/gateway/bill/"),
    cloud("income", "Income API", OAUTH_M2M, "/gateway/income/"),
    cloud("ird_number_validation", "IRD Number Validation API", MUTUAL_TLS, "/gateway/customer-service/"),
    cloud("document", "Document API", OAUTH_M2M, "/gateway/document/"),
    cloud("notifications", "Notifications API", OAUTH_M2M, "/gateway/notification/"),
    cloud("pir_calculator", "Prescribed Investor Rate (PIR) calculator", OAUTH_M2M, "/gateway/calculators/"),
    // The service's own page prints /gateway/gws/intermediation/.
    cloud("intermediation", "Intermediation Service", OAUTH, "/secure/gateway/gws/intermediation/"),
    cloud("software_intermediation", "Software Intermediation Service", OAUTH, "/Gateway/gws/softwareintermediation/"),
    Service { test_documented: true, ..cloud("transaction_data", "Transaction Data Services (SOAP)", OAUTH, "/gateway/tds/") },
    files("transaction_data_files", "Transaction Data Services (secure FTP)"),
];
