package nz.gwsauth

/**
 * A call that could not be done: the caller's slip, or an input that is not what it should be. What a server answers is never an
 * exception: it is a result. [message] says what is wrong and what to do, in English, and never holds the input.
 *
 * It is unchecked: Java need not catch it.
 */
public class GwsAuthException internal constructor(
    /** The stable text, such as `state_mismatch`. */
    public val code: String,
    /** The stable number. */
    public val number: Int,
    /** Who has to change something: `caller`, `input`, `server`, `policy` or `library`. */
    public val blame: String,
    /** Where, or how much: [position] says what it counts. Null where there is no place. */
    public val at: Long?,
    /** What [at] is: `offset` or `needed` (bytes), `limit`, `status` (HTTP). */
    public val position: String?,
    override val message: String,
) : RuntimeException(message) {
    private companion object {
        private const val serialVersionUID = 1L
    }
}
