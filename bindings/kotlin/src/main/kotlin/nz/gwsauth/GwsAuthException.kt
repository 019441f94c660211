package nz.gwsauth

import java.nio.ByteBuffer

/**
 * One failure. A server's refusal is not one: it is a result. [message] says what is wrong and what to do, in English, and
 * never holds the input.
 *
 * Written by hand, because what would be generated keeps the fields in a subclass and puts all of them into the message.
 */
public class GwsAuthException internal constructor(
    /** The stable text, such as `state_mismatch`. */
    public val code: String,
    /** The stable number. */
    public val number: Int,
    /** Who has to change something: `caller`, `input`, `server`, `policy` or `library`. */
    public val blame: String,
    /** Where, or how much: [position] says what it counts. */
    public val at: Long?,
    /** What [at] is: `offset` or `needed` (bytes), `limit`, `status` (HTTP). */
    public val position: String?,
    message: String,
) : Exception(message) {
    /** @suppress */
    internal companion object ErrorHandler : UniffiRustCallStatusErrorHandler<GwsAuthException> {
        override fun lift(error_buf: RustBuffer.ByValue): GwsAuthException = FfiConverterError.lift(error_buf)
    }
}

/** Reads the one variant of Rust's `GwsAuthError`, field by field; the other way is never needed. */
private object FfiConverterError : FfiConverterRustBuffer<GwsAuthException> {
    override fun read(buf: ByteBuffer): GwsAuthException {
        check(buf.getInt() == 1) { "the library and this file are of different versions" }
        return GwsAuthException(
            FfiConverterString.read(buf),
            FfiConverterUShort.read(buf).toInt(),
            FfiConverterString.read(buf),
            FfiConverterOptionalULong.read(buf)?.toLong(),
            FfiConverterOptionalString.read(buf),
            FfiConverterString.read(buf),
        )
    }

    override fun allocationSize(value: GwsAuthException): ULong = throw UnsupportedOperationException()

    override fun write(value: GwsAuthException, buf: ByteBuffer): Unit = throw UnsupportedOperationException()
}
