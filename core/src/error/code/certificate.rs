//! Codes: certificates. A row is explained in `define`.

macro_rules! certificate {
    ($($before:tt)*) => { codes! { $($before)*
    "Certificates" {
        CertificateExpired 471 "certificate_expired" Policy Nowhere
            "The certificate has expired." "Send IR a new certificate before using it.";
        CertificateNotYetValid 472 "certificate_not_yet_valid" Policy Nowhere
            "The certificate is not valid yet." "Compare the clocks, or wait.";
        CertificateFourYears 473 "certificate_four_years" Policy Nowhere
            "The certificate is valid for more than four years." "Make one for at most 1,461 days: IR takes up to 4 years.";
        CertificateVersion 474 "certificate_version" Input Nowhere
            "The certificate is not X.509 version 3." "Make a version 3 certificate: IR takes no other.";
        CertificateKey 475 "certificate_key" Caller Nowhere
            "The certificate does not belong to this key." "Use the pair that was made together.";
        CertificateDer 476 "certificate_der" Caller Nowhere
            "This is not one whole certificate, in DER or PEM." "Pass the bytes of the certificate's own file; openssl x509 -in FILE -noout -subject shows whether it is one.";
        CertificateSeveral 477 "certificate_several" Caller Nowhere
            "The file holds several certificates." "Pass the signing certificate alone: the thumbprint of another one in the chain would be registered with IR.";
    }
    } };
}
