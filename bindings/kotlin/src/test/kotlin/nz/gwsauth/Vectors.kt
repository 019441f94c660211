package nz.gwsauth

import com.fasterxml.jackson.databind.JsonNode
import com.fasterxml.jackson.databind.ObjectMapper
import com.fasterxml.jackson.databind.node.ObjectNode
import java.io.File

/** Runs the vectors that every language runs. `GWS_VECTORS` names another folder of them. */
object Vectors {
    /** As many as there are today; a run with fewer has lost some. */
    const val AT_LEAST = 946

    /** Calls that the bindings do not offer yet. */
    private val NOT_OFFERED = setOf(
        "environment", "redirect_uri", "registered_redirect_uri", "loopback_redirect_uris", "pending",
        "introspect_request", "revoke_request", "relay_check", "transport", "parse_introspection", "parse_revocation",
        "inspect", "jws_split", "jws_verify", "jws_key",
    )

    val EXPECTATIONS = listOf("out", "refused", "error")

    class Run(val passed: Int, val leftOut: Map<String, Int>, val failures: List<String>) {
        fun summary(): String {
            val reasons = leftOut.toSortedMap().entries.joinToString { (reason, count) -> "$reason: $count" }
            return "vectors Kotlin: $passed passed, ${leftOut.values.sum()} left out ($reasons)"
        }

        fun holds(): Boolean = failures.isEmpty() && passed >= AT_LEAST
    }

    private val folder = File(System.getenv("GWS_VECTORS") ?: System.getProperty("gws.vectors"))

    /** Every error code, with what never changes about it. */
    val codes: Map<String, List<String?>> by lazy {
        ObjectMapper().readTree(folder.resolve("codes.json"))["codes"].associate { row ->
            row["code"].textValue() to listOf("code", "number", "blame", "position").map { row[it]?.asText() }
        }
    }

    fun load(folder: File = this.folder): List<ObjectNode> {
        val files = folder.listFiles { file -> file.extension == "json" }.orEmpty().sorted()
        return files.map { ObjectMapper().readTree(it) }.filter { it.isArray }.flatMap { it.toList() }.map { it as ObjectNode }
    }

    fun run(vectors: List<ObjectNode>): Run {
        val leftOut = mutableMapOf<String, Int>()
        val failures = mutableListOf<String>()
        var passed = 0
        for (vector in vectors) {
            val reason = leftOut(vector)
            if (reason != null) {
                leftOut.merge(reason, 1, Int::plus)
                continue
            }
            judge(vector)?.let { failures += it } ?: passed++
        }
        return Run(passed, leftOut, failures)
    }

    /** The reason, if a vector is not for this language. */
    fun leftOut(vector: ObjectNode): String? {
        val (op, arguments) = vector["op"].textValue() to vector["in"]
        return when {
            op in NOT_OFFERED -> "not offered yet"
            arguments.has("out_capacity") -> "the caller owns no buffer"
            op == "parse_refusal" && arguments["request"].textValue() !in setOf("token", "refresh") ->
                "refusals of requests that are not offered yet"
            else -> null
        }
    }

    /** The reason why a vector does not hold, if it does not. */
    fun judge(vector: ObjectNode): String? = try {
        val (expected, got) = expectation(vector) to result(vector)
        if (expected == got) null else "${vector["id"]}: expected $expected, got $got"
    } catch (failure: Failure) {
        "${vector["id"]}: ${failure.message}"
    }

    private fun result(vector: ObjectNode): Fields {
        val case = Case(vector["in"])
        val run = OPS[vector["op"].textValue()] ?: throw Failure("the operation ${vector["op"]} is not known")
        val result = try {
            mapOf("out" to run(case))
        } catch (error: GwsAuthException) {
            mapOf("error" to fields(error))
        } catch (refusal: HostRefusal) {
            mapOf("error" to mapOf("code" to refusal.code))
        } catch (refused: Refused) {
            mapOf("refused" to fields(refused.refusal))
        }
        case.allRead()
        return result
    }

    private fun expectation(vector: ObjectNode): Fields {
        val kind = EXPECTATIONS.singleOrNull(vector::has) ?: throw Failure("a vector expects exactly one thing")
        val fields = vector[kind].properties().associate { (name, value) -> name to plain(value) }
        // The platform's nonces are random (VectorOps).
        val random = vector["op"].textValue() == "m2m_sign" && kind == "out"
        return mapOf(kind to if (random) fields.mapValues { (_, value) -> withoutSignature(value) } else fields)
    }

    private fun withoutSignature(value: Any): Any = if (value is String) value.substringBeforeLast('.') else value

    private fun plain(value: JsonNode): Any = when {
        value.isTextual -> value.textValue()
        value.isBoolean -> value.booleanValue()
        value.canConvertToLong() && value.isIntegralNumber -> value.longValue()
        else -> throw Failure("an expectation of another type: $value")
    }
}
