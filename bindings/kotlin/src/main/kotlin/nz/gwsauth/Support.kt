package nz.gwsauth

import nz.gwsauth.internal.InternalException
import nz.gwsauth.internal.GwsAuthException as Failure

/** Calls Rust; its failure becomes the public exception. */
internal inline fun <Result> call(body: () -> Result): Result =
    try {
        body()
    } catch (failure: Failure.Failed) {
        throw failure.run { GwsAuthException(code, number, blame, at, position, detail) }
    } catch (fault: InternalException) {
        throw IllegalStateException("a fault of gws-auth itself: ${fault.message}", fault)
    }

/** What is printed of a field that is not for everybody. */
internal fun hidden(value: Any?): String = if (value == null) "null" else "[hidden]"

/** What is printed of bytes. */
internal fun octets(value: ByteArray?): String = if (value == null) "null" else "[${value.size} bytes]"
