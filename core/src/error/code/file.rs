//! Codes: what a file that was given as a key or a certificate is instead, and what is wrong with it. A row is explained
//! in `define`. Every command in here was tried; FILE is the file that was given.

macro_rules! file {
    ($($before:tt)*) => { codes! { $($before)*
    "Files of another kind" {
        FileEmpty 600 "file_empty" Caller Nowhere
            "The file is empty." "Check its name, and what was to write it.";
        FilePkcs7 601 "file_pkcs7" Caller Nowhere
            "This is a PKCS#7 file (.p7b, .p7c), which holds certificates and no key." "Take the certificates out of it: openssl pkcs7 -print_certs -in FILE -out FILE.pem, with -inform DER if it is not text.";
        FileJavaKeyStore 602 "file_java_key_store" Caller Nowhere
            "This is a Java key store (JKS or JCEKS)." "Turn it into PKCS#12 and that into PEM: keytool -importkeystore -srckeystore FILE -destkeystore FILE.p12 -deststoretype PKCS12, then openssl pkcs12 -in FILE.p12 -nodes -out FILE.pem.";
        FileBks 603 "file_bks" Caller Nowhere
            "This is a key store of Bouncy Castle (BKS)." "Export key and certificate with the tool that made it (KeyStore Explorer opens it) as PKCS#8 and X.509 in PEM.";
        FilePutty 604 "file_putty" Caller Nowhere
            "This is a PuTTY key (.ppk)." "SSH keys have no certificate: make a pair for IR with gws-auth keygen or openssl, or export it in PuTTYgen (Conversions, Export OpenSSH key) and convert that: ssh-keygen -p -m PKCS8 -f FILE.";
        FilePgp 605 "file_pgp" Caller Nowhere
            "This is a file of OpenPGP (PGP, GnuPG)." "Its keys do not work with IR: make a pair with gws-auth keygen or openssl; if the key lies encrypted in it, decrypt it first: gpg --decrypt FILE.";
        FileSshPublic 606 "file_ssh_public" Caller Nowhere
            "This is a public key as SSH writes it." "Convert it: ssh-keygen -e -m PKCS8 -f FILE, for one that begins with ---- BEGIN SSH2 PUBLIC KEY after ssh-keygen -i -f FILE.";
        FileHtml 607 "file_html" Caller Nowhere
            "This is a web page, not what was to be downloaded." "Open it in a browser: it may be a login or an error page; then download the file again.";
        FileXml 608 "file_xml" Caller Nowhere
            "This is XML, such as .NET writes keys in (RSAKeyValue)." "Export it as PEM: in .NET ExportPkcs8PrivateKeyPem(), ExportSubjectPublicKeyInfoPem() or ExportCertificatePem().";
        FileRevocationList 609 "file_revocation_list" Caller Nowhere
            "This is a list of revoked certificates (CRL)." "Pass the certificate itself.";
        FileParameters 610 "file_parameters" Caller Nowhere
            "The file holds parameters (of a curve or of Diffie-Hellman) and no key." "Pass the file with the key; openssl ecparam writes it only with -genkey.";
        FileEncrypted 611 "file_encrypted" Caller Nowhere
            "The file as a whole is encrypted (openssl enc, Ansible Vault, age, S/MIME)." "Decrypt it first with the tool that made it.";
        FileArchive 612 "file_archive" Caller Nowhere
            "This is an archive or a compressed file (zip, gzip and so on)." "Unpack it first.";
        FileMicrosoftBlob 613 "file_microsoft_blob" Caller Nowhere
            "This is a key blob of Microsoft's (PVK or PRIVATEKEYBLOB)." "Convert it: openssl rsa -inform PVK -in FILE -out FILE.pem, or -inform MSBLOB.";
        FileHexadecimal 614 "file_hexadecimal" Caller Nowhere
            "The file is written in hexadecimal digits." "Turn it into bytes: xxd -r -p FILE FILE.der.";
        JwkSet 615 "jwk_set" Caller Nowhere
            "This is a set of JWKs where one JWK is wanted." "Take one out of it: jq '.keys[0]' FILE > FILE.jwk.";
        FileSeveralKeys 616 "file_several_keys" Caller Nowhere
            "The file holds several private keys, and none was said to be the one." "Pass a file with one of them, or the certificate of the right one along with it.";
    }
    "Files that are damaged" {
        PemBegin 620 "pem_begin" Input Nowhere
            "The line with BEGIN is damaged." "It is five hyphens, BEGIN, a space, the kind in capitals and five hyphens, such as -----BEGIN PRIVATE KEY-----.";
        PemEnd 621 "pem_end" Input Nowhere
            "The END line is missing, damaged or another block's." "It repeats the words of the BEGIN line between five hyphens on either side, such as -----END PRIVATE KEY-----; if the end is missing, copy the file again, whole.";
        PemCharacter 622 "pem_character" Input Nowhere
            "Between the BEGIN and the END line stands something that is not base64." "Take out what was put around or between the lines (quotes, plus signs of source code, > of a mail), or copy the file again.";
        PemEscaped 623 "pem_escaped" Input Nowhere
            "The text is escaped for a URL or for XML (%0A, &#10; and the like)." "Undo that, or copy the file again as it is.";
        FileCut 624 "file_cut" Input Nowhere
            "The file ends in the middle of its content." "Copy it again, whole, and in binary mode unless it is PEM.";
        FileTrailing 625 "file_trailing" Input Nowhere
            "Something follows the key or the certificate in the file." "Write it anew: openssl x509 -inform DER -in FILE -out FILE.pem, for a key openssl pkey in place of x509.";
        FileBer 626 "file_ber" Input Nowhere
            "The file is in BER and not in DER: a length is not written in the one way that DER allows." "A key can be written anew: openssl pkey -in FILE -out FILE.pem; a certificate like this has to be made anew, as its thumbprint is not certain.";
    }
    } };
}
