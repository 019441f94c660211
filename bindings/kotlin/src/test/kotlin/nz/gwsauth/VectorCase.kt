package nz.gwsauth

import com.fasterxml.jackson.databind.JsonNode
import java.util.HexFormat

/** What the vector expects did not happen. */
class Failure(message: String) : Exception(message)

/** The platform's own crypto refused: the code that a vector expects then. */
class HostRefusal(val code: String) : Exception(code)

/** The server, or the customer, refused. */
class Refused(val refusal: Refusal) : Exception()

private val REQUESTS = mapOf(
    "authorize" to RequestKind.AUTHORIZE,
    "token" to RequestKind.CODE,
    "refresh" to RequestKind.REFRESH,
    "introspect" to RequestKind.INTROSPECT,
    "revoke" to RequestKind.REVOKE,
)

/** The arguments of a vector, read by name so that an unknown one is noticed. */
class Case(private val arguments: JsonNode) {
    private val read = mutableSetOf<String>()

    fun has(name: String): Boolean = arguments.has(name)

    fun optionalText(name: String): String? = optional(name, JsonNode::isTextual)?.textValue()

    fun optionalInteger(name: String): Long? = optional(name, JsonNode::canConvertToLong)?.longValue()

    fun optionalSeconds(name: String): UInt? = optionalInteger(name)?.toUInt()

    fun optionalFlag(name: String): Boolean? = optional(name, JsonNode::isBoolean)?.booleanValue()

    fun optionalBytes(name: String): ByteArray? = optionalText("${name}_hex")?.let(HexFormat.of()::parseHex)

    fun text(name: String): String = optionalText(name) ?: missing(name)

    fun secret(name: String): SecretString = SecretString(text(name))

    fun integer(name: String): Long = optionalInteger(name) ?: missing(name)

    fun bytes(name: String): ByteArray = optionalBytes(name) ?: missing(name)

    /** As it stands, in hexadecimal digits, or repeated. */
    fun longText(name: String): ByteArray {
        optionalBytes(name)?.let { return it }
        val repeated = optional("${name}_repeat", JsonNode::isArray) ?: return text(name).toByteArray()
        return repeated.joinToString("") { it[0].textValue().repeat(it[1].intValue()) }.toByteArray()
    }

    fun policy(): PolicyChanges = PolicyChanges(
        pendingLifetime = optionalSeconds("pending_lifetime"),
        clockSkew = optionalSeconds("clock_skew"),
        requestTimeout = optionalSeconds("request_timeout"),
        maxReplyBytes = optionalSeconds("max_reply_bytes"),
        tolerateTrailingComma = optionalFlag("tolerate_trailing_comma"),
    )

    fun client(): ClientSettings = ClientSettings(
        environment = text("environment"),
        clientId = text("client_id"),
        clientSecret = optionalText("client_secret")?.let(::SecretString),
        relayUrl = optionalText("relay_url"),
    )

    fun requestKind(): RequestKind = REQUESTS.getValue(text("request"))

    fun allRead() {
        val unknown = arguments.fieldNames().asSequence().toSet() - read
        if (unknown.isNotEmpty()) throw Failure("arguments that this runner does not know: $unknown")
    }

    private fun optional(name: String, isRight: (JsonNode) -> Boolean): JsonNode? {
        read += name
        val value = arguments[name] ?: return null
        return if (isRight(value)) value else throw Failure("the argument $name is of another type")
    }

    private fun missing(name: String): Nothing = throw Failure("the argument $name is missing")
}

/** A refusal as the vectors write it. */
fun fields(refusal: Refusal): Map<String, Any> {
    if (refusal.meaning.isEmpty() || refusal.check.isEmpty() || refusal.advice.isEmpty()) throw Failure("an empty text")
    return present(
        "request" to REQUESTS.entries.single { it.value == refusal.request }.key,
        "status" to refusal.status.toLong(),
        "error" to refusal.error,
        "error_description" to refusal.errorDescription,
        "documented" to refusal.documented,
        "who_must_act" to refusal.whoMustAct.name.lowercase(),
        "next_step" to refusal.nextStep.name.lowercase(),
    )
}

/** An error as the vectors write it; the rest of it must be as published. */
fun fields(error: GwsAuthException): Map<String, Any> {
    if (error.message.isNullOrEmpty() || (error.at == null) != (error.position == null)) throw Failure("half an error")
    val row = listOf(error.code, "${error.number}", error.blame, error.position)
    if (Vectors.codes[error.code] != row) throw Failure("not as codes.json has it: $row")
    return present("code" to error.code, "at" to error.at)
}

/** Without what is absent. */
fun present(vararg fields: Pair<String, Any?>): Map<String, Any> =
    fields.mapNotNull { (name, value) -> value?.let { name to it } }.toMap()
