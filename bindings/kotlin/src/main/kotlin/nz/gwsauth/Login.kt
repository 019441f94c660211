package nz.gwsauth

import java.nio.ByteBuffer

/**
 * A login that was begun.
 *
 * Written by hand, because what would be generated prints the URL and the state, which prove the login.
 */
public data class Login(
    /** The URL to open in the system's browser. */
    val url: String,
    /** The state that was sent. */
    val state: String,
    /** The challenge that was sent; absent without PKCE. */
    val codeChallenge: String?,
    /** What [exchangeRequest] needs, as text to be stored until the customer comes back. It is secret. */
    val pending: SecretString,
) {
    override fun toString(): String = "Login(codeChallenge=$codeChallenge)"
}

/** Reads Rust's `Login`, field by field; the other way is never needed. */
internal object FfiConverterTypeLogin : FfiConverterRustBuffer<Login> {
    override fun read(buf: ByteBuffer): Login = Login(
        FfiConverterString.read(buf),
        FfiConverterString.read(buf),
        FfiConverterOptionalString.read(buf),
        FfiConverterTypeSecretString.read(buf),
    )

    override fun allocationSize(value: Login): ULong = throw UnsupportedOperationException()

    override fun write(value: Login, buf: ByteBuffer): Unit = throw UnsupportedOperationException()
}
