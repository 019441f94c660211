// Written by `GWS_AUTH_WRITE=1 cargo test -p gws-auth-wasm --test codes` from core's tables; the same test compares.

/** What every door can say. */
export const COMMON =
  "100Cbuffer_too_small Atime_invalid Aclock_behind Aargument_missing Btext_not_utf8 Upanicked Anot_initialized Aargument_unknown Cstruct_size 110Aenvironment_unknown Aenvironment_not_https Benvironment_not_origin 120Aclient_id_empty Bclient_id_colon Bclient_id_character Aclient_secret_empty Bclient_secret_character Arelay_url_invalid Aclient_auth_choice Aclient_id_quoted Aclient_id_parameter";

/** Redirect URIs, logins and landings. */
export const LOGIN =
  "130Bredirect_uri_invalid Bredirect_uri_fragment Aredirect_uri_not_loopback Aredirect_uri_scheme Bredirect_uri_port Bredirect_uri_reserved Aredirect_uri_not_registered 140Astate_empty Dstate_too_long Bstate_space Bstate_character Dverifier_length Bverifier_character Centropy_length Aentropy_zero Aentropy_repeated Averifier_without_pkce 200Fpending_version Fpending_malformed Fpending_altered Ppending_expired Apending_other_client Apending_other_environment 210Glanding_elsewhere Glanding_encoding Glanding_repeated Glanding_semicolon Glanding_both Flanding_neither Fstate_missing Gstate_mismatch Gcode_invalid Glanding_space 230Glanding_question_mark Glanding_fragment Flanding_encoded_twice Glanding_backslash Flanding_bare Flanding_not_back Glanding_character Gstate_inexact";

/** Tokens and replies. */
export const REPLIES =
  "150Atoken_empty Btoken_character Ftoken_opaque Atoken_quoted Atoken_json Atoken_url Atoken_parameter Atoken_placeholder Atoken_ending 300Nreply_too_large Oreply_empty Oreply_html Oreply_not_json Oreply_status Oreply_without_error Oreply_xml Oreply_compressed Oreply_not_found Oreply_unexpected Arequest_kind_invalid Dstatus_invalid 340Kaccess_token_missing Laccess_token_invalid 346Lrefresh_token_invalid 348Kactive_missing Lintrospection_invalid Lrefusal_invalid";

/** JSON, in replies and in tokens. */
export const SYNTAX =
  "320Gjson_syntax Gjson_cut Gjson_trailing Gjson_trailing_comma Gjson_deep Gjson_wide Gjson_duplicate Gjson_escape Gjson_surrogate Gjson_control Gjson_number Gjson_not_object Gjson_not_utf8 Gjson_utf16 Gjson_byte_order_mark";

/** Signed tokens and their certificates. */
export const M2M =
  "400Gjws_segments Gbase64url_invalid Ijws_too_long Fjws_json Gjws_space Gjws_padding Gbase64_standard Gbase64url_spare_bits 410Gheader_critical Gheader_b64 Gheader_zip Gheader_encryption Gheader_key Gheader_member 420Falgorithm_missing Falgorithm_none Falgorithm_symmetric Falgorithm_unknown Falgorithm_key Aalgorithm_name Palgorithm_not_allowed 430Hsignature_length Fsignature_der Fsignature_der_malformed Fsignature_range Fsignature_invalid Asigning_failed Fkey_point Ikey_too_short Ikey_too_long Fkey_modulus Bthumbprint_format Bissuer_invalid Bstart_logon_invalid Dlifetime_invalid Acertificate_choice Aowner_choice Dleeway_too_long Avalidity_invalid Gclaim_milliseconds Asigning_input_foreign Ftyp_invalid Fkid_invalid Fiat_missing Giat_invalid Fexp_missing Gexp_invalid Gnbf_invalid Fsub_missing Gsub_invalid Fiss_missing Giss_invalid Gstart_logon_claim Fexp_before_iat Slifetime_too_long Ptoken_expired Ptoken_not_yet_valid Piss_mismatch Psub_mismatch Psub_thumbprint Ptoken_before_certificate Ptoken_after_certificate Pcertificate_expired Pcertificate_not_yet_valid Pcertificate_four_years Fcertificate_version Acertificate_key Acertificate_der Acertificate_several";

/** Files of certificates and keys. */
export const FILES =
  "480Fkey_exponent Fkey_scalar Fkey_rsa_private Fkey_family Fkey_curve Ffile_unknown Ffile_malformed Afile_certificate Afile_certificate_request Afile_public_key Afile_private_key Afile_pkcs12 Afile_open_ssh Afile_legacy_encryption Apassphrase_missing Apassphrase_wrong Fjwk_member Aencryption_unknown Fkey_use 600Afile_empty Afile_pkcs7 Afile_java_key_store Afile_bks Afile_putty Afile_pgp Afile_ssh_public Afile_html Afile_xml Afile_revocation_list Afile_parameters Afile_encrypted Afile_archive Afile_microsoft_blob Afile_hexadecimal Ajwk_set Afile_several_keys 620Fpem_begin Fpem_end Fpem_character Fpem_escaped Ffile_cut Ffile_trailing Ffile_ber 640Fkey_rsa_primes Fkey_rsa_bits Fkey_exponent_unusual Fkey_explicit_curve Fjwk_length Fjwk_base64url";

/** What a page sends to its relay. */
export const RELAY =
  "220Grelay_form Grelay_repeated Grelay_parameter Frelay_missing Qrelay_grant Qrelay_redirect_uri Frelay_endpoint Qrelay_client_id Arelay_client";

/** IRD numbers. */
export const NUMBERS =
  "500Gird_number_character Fird_number_short Fird_number_long Fird_number_range Fird_number_check_digit";

/** Sessions. */
export const SESSION =
  "700Fsession_version Fsession_malformed Fsession_altered Isession_too_long Asession_other_client Asession_event Psession_ended";
