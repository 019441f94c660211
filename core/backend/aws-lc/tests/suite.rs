//! The suite of every backend.

#[test]
fn it_conforms() {
    gws_auth_m2m_tests::suite::run(&gws_auth_aws_lc::BACKEND);
}
