package nz.gwsauth

import java.security.MessageDigest

/**
 * A token, a code, a client secret or a pending login: text that [toString] hides, so that no data class prints it.
 *
 * The JVM copies strings and cannot wipe them: what is here stays in memory until it is collected and overwritten.
 */
public class SecretString(private val text: String) {
    /** The text itself. Keep it out of logs and messages. */
    public fun expose(): String = text

    override fun toString(): String = "[hidden]"

    /** In constant time for texts of the same length. */
    override fun equals(other: Any?): Boolean =
        other is SecretString && MessageDigest.isEqual(text.toByteArray(), other.text.toByteArray())

    override fun hashCode(): Int = text.hashCode()
}
