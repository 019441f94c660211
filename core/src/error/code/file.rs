//! Codes: what a file that was given as a key or a certificate is instead, and what is wrong with it. A row is explained
//! in `define`. Every command in here was tried; FILE is the file that was given.

macro_rules! file {
    ($($before:tt)*) => { codes! { $($before)*
    "Files of another kind" {
        FileEmpty 600 "file_empty" Caller Nowhere
            "the file is empty" "check its name, and what was to write it";
        FilePkcs7 601 "file_pkcs7" Caller Nowhere
            "this is a PKCS#7 file (.p7b, .p7c), which holds certificates and no key" "take the certificates out of it: openssl pkcs7 -print_certs -in FILE -out FILE.pem, with -inform DER if it is not text";
        FileJavaKeyStore 602 "file_java_key_store" Caller Nowhere
            "this is a Java key store (JKS or JCEKS)" "turn it into PKCS#12 and that into PEM: keytool -importkeystore -srckeystore FILE -destkeystore FILE.p12 -deststoretype PKCS12, then openssl pkcs12 -in FILE.p12 -nodes -out FILE.pem";
        FileBks 603 "file_bks" Caller Nowhere
            "this is a key store of Bouncy Castle (BKS)" "export key and certificate with the tool that made it (KeyStore Explorer opens it) as PKCS#8 and X.509 in PEM";
        FilePutty 604 "file_putty" Caller Nowhere
            "this is a PuTTY key (.ppk)" "SSH keys have no certificate: make a pair for IR with gws-auth keygen or openssl, or export it in PuTTYgen (Conversions, Export OpenSSH key) and convert that: ssh-keygen -p -m PKCS8 -f FILE";
        FilePgp 605 "file_pgp" Caller Nowhere
            "this is a file of OpenPGP (PGP, GnuPG)" "its keys do not work with IR: make a pair with gws-auth keygen or openssl; if the key lies encrypted in it, decrypt it first: gpg --decrypt FILE";
        FileSshPublic 606 "file_ssh_public" Caller Nowhere
            "this is a public key as SSH writes it" "convert it: ssh-keygen -e -m PKCS8 -f FILE, for one that begins with ---- BEGIN SSH2 PUBLIC KEY after ssh-keygen -i -f FILE";
        FileHtml 607 "file_html" Caller Nowhere
            "this is a web page, not what was to be downloaded" "open it in a browser: it may be a login or an error page; then download the file again";
        FileXml 608 "file_xml" Caller Nowhere
            "this is XML, such as .NET writes keys in (RSAKeyValue)" "export it as PEM: in .NET ExportPkcs8PrivateKeyPem(), ExportSubjectPublicKeyInfoPem() or ExportCertificatePem()";
        FileRevocationList 609 "file_revocation_list" Caller Nowhere
            "this is a list of revoked certificates (CRL)" "pass the certificate itself";
        FileParameters 610 "file_parameters" Caller Nowhere
            "the file holds parameters (of a curve or of Diffie-Hellman) and no key" "pass the file with the key; openssl ecparam writes it only with -genkey";
        FileEncrypted 611 "file_encrypted" Caller Nowhere
            "the file as a whole is encrypted (openssl enc, Ansible Vault, age, S/MIME)" "decrypt it first with the tool that made it";
        FileArchive 612 "file_archive" Caller Nowhere
            "this is an archive or a compressed file (zip, gzip and so on)" "unpack it first";
        FileMicrosoftBlob 613 "file_microsoft_blob" Caller Nowhere
            "this is a key blob of Microsoft's (PVK or PRIVATEKEYBLOB)" "convert it: openssl rsa -inform PVK -in FILE -out FILE.pem, or -inform MSBLOB";
        FileHexadecimal 614 "file_hexadecimal" Caller Nowhere
            "the file is written in hexadecimal digits" "turn it into bytes: xxd -r -p FILE FILE.der";
        JwkSet 615 "jwk_set" Caller Nowhere
            "this is a set of JWKs where one JWK is wanted" "take one out of it: jq '.keys[0]' FILE > FILE.jwk";
        FileSeveralKeys 616 "file_several_keys" Caller Nowhere
            "the file holds several private keys, and none was said to be the one" "pass a file with one of them, or the certificate of the right one along with it";
    }
    "Files that are damaged" {
        PemBegin 620 "pem_begin" Input Nowhere
            "the line with BEGIN is damaged" "it is five hyphens, BEGIN, a space, the kind in capitals and five hyphens, such as -----BEGIN PRIVATE KEY-----";
        PemEnd 621 "pem_end" Input Nowhere
            "the END line is missing, damaged or another block's" "it repeats the words of the BEGIN line between five hyphens on either side, such as -----END PRIVATE KEY-----; if the end is missing, copy the file again, whole";
        PemCharacter 622 "pem_character" Input Nowhere
            "between the BEGIN and the END line stands something that is not base64" "take out what was put around or between the lines (quotes, plus signs of source code, > of a mail), or copy the file again";
        PemEscaped 623 "pem_escaped" Input Nowhere
            "the text is escaped for a URL or for XML (%0A, &#10; and the like)" "undo that, or copy the file again as it is";
        FileCut 624 "file_cut" Input Nowhere
            "the file ends in the middle of its content" "copy it again, whole, and in binary mode unless it is PEM";
        FileTrailing 625 "file_trailing" Input Nowhere
            "something follows the key or the certificate in the file" "write it anew: openssl x509 -inform DER -in FILE -out FILE.pem, for a key openssl pkey in place of x509";
        FileBer 626 "file_ber" Input Nowhere
            "the file is in BER and not in DER: a length is not written in the one way that DER allows" "a key can be written anew: openssl pkey -in FILE -out FILE.pem; a certificate like this has to be made anew, as its thumbprint is not certain";
    }
    } };
}
