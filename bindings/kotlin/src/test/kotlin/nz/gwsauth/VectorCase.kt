package nz.gwsauth

import com.fasterxml.jackson.databind.JsonNode
import java.lang.reflect.Modifier
import java.util.HexFormat

/** What the vector expects did not happen. */
class Failure(message: String) : Exception(message)

/** The platform's own crypto refused: the code that a vector expects then. */
class HostRefusal(val code: String) : Exception(code)

/** The server, or the customer, refused. */
class Refused(val refusal: Refusal) : Exception()

/** The reply cannot be understood. */
class NotReadable(val unreadable: Unreadable) : Exception()

/** The arguments of a vector, read by name so that an unknown one is noticed. */
class Case(private val arguments: JsonNode) {
    private val read = mutableSetOf<String>()

    fun has(name: String): Boolean = arguments.has(name)

    fun optionalText(name: String): String? = optional(name, JsonNode::isTextual)?.textValue()

    fun optionalInteger(name: String): Long? = optional(name, JsonNode::canConvertToLong)?.longValue()

    fun optionalFlag(name: String): Boolean? = optional(name, JsonNode::isBoolean)?.booleanValue()

    fun optionalBytes(name: String): ByteArray? = optionalText("${name}_hex")?.let(HexFormat.of()::parseHex)

    fun text(name: String): String = optionalText(name) ?: missing(name)

    fun integer(name: String): Long = optionalInteger(name) ?: missing(name)

    fun status(): Int = integer("status").toInt()

    fun flag(name: String): Boolean = optionalFlag(name) ?: missing(name)

    /** Texts that are separated by spaces. */
    fun optionalWords(name: String): List<String>? = optionalText(name)?.split(" ")

    fun bytes(name: String): ByteArray = optionalBytes(name) ?: missing(name)

    /** As it stands, in hexadecimal digits, or repeated. */
    fun longText(name: String): ByteArray {
        optionalBytes(name)?.let { return it }
        val repeated = optional("${name}_repeat", JsonNode::isArray) ?: return text(name).toByteArray()
        return repeated.joinToString("") { it[0].textValue().repeat(it[1].intValue()) }.toByteArray()
    }

    fun policy(): PolicyChanges = PolicyChanges(
        pendingLifetime = optionalInteger("pending_lifetime"),
        clockSkew = optionalInteger("clock_skew"),
        requestTimeout = optionalInteger("request_timeout"),
        sendPause = optionalInteger("send_pause"),
        serverResidence = optionalInteger("server_residence"),
        refreshAhead = optionalInteger("refresh_ahead"),
        unknownLifetime = optionalInteger("unknown_lifetime"),
        maxReplyBytes = optionalInteger("max_reply_bytes"),
        tolerateTrailingComma = optionalFlag("tolerate_trailing_comma"),
    )

    fun client(): ClientSettings = ClientSettings(
        environment = text("environment"),
        clientId = text("client_id"),
        clientSecret = optionalText("client_secret"),
        relayUrl = optionalText("relay_url"),
    )

    fun requestKind(): RequestKind = RequestKind.of(text("request")) ?: throw Failure("no such request")

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

/** A record as the vectors write it: each of its fields, by its name in snake case. */
fun plain(record: Any): Fields = buildMap {
    for (field in record.javaClass.declaredFields.filterNot { Modifier.isStatic(it.modifiers) }) {
        field.isAccessible = true
        val value = field[record]?.let(::plainValue) ?: continue
        put(field.name.replace(Regex("[A-Z]")) { "_" + it.value.lowercase() }, value)
    }
}

private fun plainValue(value: Any): Any? = when (value) {
    is Int -> value.toLong()
    is RequestKind -> value.code
    is NextStep -> value.code
    is WhoMustAct -> value.code
    is Warning -> value.code
    is List<*> -> value.joinToString(" ") { plainValue(it!!) as String }.ifEmpty { null }
    else -> value
}

/** A refusal, a reply that cannot be understood, or advice: its texts for people only have to be there. */
fun outcome(record: Any): Fields {
    val fields = plain(record)
    val texts = setOf("meaning", "check", "advice", "message")
    if (texts.any { fields[it] == "" }) throw Failure("an empty text")
    return fields - texts
}

/** An error as the vectors write it; the rest of it must be as published. */
fun fields(error: GwsAuthException): Map<String, Any> {
    if (error.message.isEmpty() || (error.at == null) != (error.position == null)) throw Failure("half an error")
    val row = listOf(error.code, "${error.number}", error.blame, error.position)
    if (Vectors.codes[error.code] != row) throw Failure("not as codes.json has it: $row")
    return present("code" to error.code, "at" to error.at)
}

/** Without what is absent. */
fun present(vararg fields: Pair<String, Any?>): Map<String, Any> =
    fields.mapNotNull { (name, value) -> value?.let { name to it } }.toMap()
