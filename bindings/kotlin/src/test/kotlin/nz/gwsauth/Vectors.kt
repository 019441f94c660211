package nz.gwsauth

import com.fasterxml.jackson.databind.JsonNode
import com.fasterxml.jackson.databind.ObjectMapper
import com.fasterxml.jackson.databind.node.ObjectNode
import java.io.File

/** Runs the vectors that every language runs. `GWS_VECTORS` names another folder of them. */
object Vectors {
    val EXPECTATIONS = listOf("out", "refused", "unreadable", "error")

    class Run(val passed: Int, val leftOut: Map<String, Int>, val failures: List<String>) {
        fun summary(): String {
            val reasons = leftOut.toSortedMap().entries.joinToString { (reason, count) -> "$reason: $count" }
            return "vectors Kotlin: $passed passed, ${leftOut.values.sum()} left out ($reasons)"
        }

        fun holds(): Boolean = failures.isEmpty()
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

    /** Which calls there are, and what a vector is run through. */
    private val offers: JsonNode by lazy { ObjectMapper().readTree(folder.resolve("offers.json")) }

    fun run(vectors: List<ObjectNode>): Run {
        val leftOut = mutableMapOf<String, Int>()
        val failures = mutableListOf<String>()
        val tried = mutableSetOf<String>()
        var passed = 0
        for (vector in vectors) {
            val reason = leftOut(vector)
            if (reason != null) {
                leftOut.merge(reason, 1, Int::plus)
                continue
            }
            tried += runThrough(vector) + vector["op"].textValue()
            judge(vector)?.let { failures += it } ?: passed++
        }
        val offered = offers["calls"].properties().map { it.key }.filter(::isOffered)
        val untried = offered - tried - offers["without_vectors"].map { it.textValue() }.toSet()
        return Run(passed, leftOut, failures + untried.map { "no vector has tried $it" })
    }

    /** The calls that a vector is run through. */
    private fun runThrough(vector: ObjectNode): List<String> {
        val (op, ops) = vector["op"].textValue() to offers["ops"]
        val special = vector["in"]["request"]?.let { ops["$op ${it.textValue()}"] } ?: ops[op]
        if (special != null) return special.map { it.textValue() }
        check(offers["calls"].has(op)) { "the operation $op is not known" }
        return listOf(op)
    }

    private fun isOffered(call: String): Boolean = offers["calls"][call].any { it.textValue() == "kotlin" }

    /** The reason, if a vector is not for this language. */
    fun leftOut(vector: ObjectNode): String? {
        val calls = runThrough(vector)
        return when {
            calls.isEmpty() || !calls.all(::isOffered) -> "not offered"
            vector["in"].has("out_capacity") -> "the caller owns no buffer"
            else -> null
        }
    }

    /** The reason why a vector does not hold, if it does not. */
    fun judge(vector: ObjectNode): String? = try {
        val expected = expectation(vector)
        val ways = OPS[vector["op"].textValue()] ?: throw Failure("the operation ${vector["op"]} is not known")
        val wrong = ways.map { result(vector, it) }.firstOrNull { it != expected }
        wrong?.let { "${vector["id"]}: expected $expected, got $it" }
    } catch (failure: Failure) {
        "${vector["id"]}: ${failure.message}"
    }

    private fun result(vector: ObjectNode, run: (Case) -> Fields): Fields {
        val case = Case(vector["in"])
        val result = try {
            mapOf("out" to run(case))
        } catch (error: GwsAuthException) {
            mapOf("error" to fields(error))
        } catch (refusal: HostRefusal) {
            mapOf("error" to mapOf("code" to refusal.code))
        } catch (refused: Refused) {
            mapOf("refused" to outcome(refused.refusal))
        } catch (reply: NotReadable) {
            mapOf("unreadable" to outcome(reply.unreadable))
        }
        case.allRead()
        return result
    }

    private fun expectation(vector: ObjectNode): Fields {
        val kind = EXPECTATIONS.singleOrNull(vector::has) ?: throw Failure("a vector expects exactly one thing")
        val fields = vector[kind].properties().associate { (name, value) -> name to plain(value) }
        return mapOf(
            kind to when {
                // Only Rust's calls without allocation have it.
                kind == "unreadable" -> fields - "at"
                kind == "out" && vector["op"].textValue() == "m2m_sign" -> comparable(fields)
                else -> fields
            },
        )
    }

    private fun comparable(fields: Fields): Fields {
        val signed = listOf("token", "authorization").map { fields[it] as? String }
        if (!signed.all { it != null && '.' in it }) throw Failure("an expectation of another shape")
        return withoutSignature(fields)
    }

    private fun plain(value: JsonNode): Any = when {
        value.isTextual -> value.textValue()
        value.isBoolean -> value.booleanValue()
        value.canConvertToLong() && value.isIntegralNumber -> value.longValue()
        else -> throw Failure("an expectation of another type: $value")
    }
}
