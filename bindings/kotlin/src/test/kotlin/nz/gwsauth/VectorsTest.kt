package nz.gwsauth

import com.fasterxml.jackson.databind.node.ObjectNode
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertFalse
import org.junit.jupiter.api.Assertions.assertNotNull
import org.junit.jupiter.api.Assertions.assertThrows
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.io.TempDir
import java.io.File

class VectorsTest {
    @Test
    fun `every vector holds`() {
        val run = Vectors.run(Vectors.load())
        println(run.summary())
        assertTrue(run.holds(), run.failures.joinToString("\n"))
    }

    @Test
    fun `a spoiled vector fails`() {
        val seen = mutableMapOf<Pair<String, String>, Int>()
        for (vector in Vectors.load().filter { Vectors.leftOut(it) == null }) {
            val kind = Vectors.EXPECTATIONS.single(vector::has)
            if (seen.merge(vector["op"].textValue() to kind, 1, Int::plus)!! > 4) continue
            for (spoiled in spoiled(vector, kind)) assertNotNull(Vectors.judge(spoiled), spoiled.toString())
        }
        assertEquals(OPS.keys, seen.keys.map { it.first }.toSet())
    }

    /** The vector with each field of its expectation changed, with one dropped, with one too many, and with another end. */
    private fun spoiled(vector: ObjectNode, kind: String): List<ObjectNode> {
        fun change(edit: (ObjectNode) -> Unit) = vector.deepCopy().also { edit(it[kind] as ObjectNode) }
        // What only Rust's calls without allocation have is not compared.
        val fields = vector[kind].properties().filterNot { kind == "unreadable" && it.key == "at" }
        val changed = fields.map { (name, value) ->
            change {
                when {
                    value.isBoolean -> it.put(name, !value.booleanValue())
                    value.isNumber -> it.put(name, value.longValue() + 1)
                    else -> it.put(name, "x" + value.textValue())
                }
            }
        }
        val dropped = fields.map { (name, _) -> change { it.remove(name) } }
        val other = vector.deepCopy().also {
            it.remove(kind)
            it.putObject("error").put("code", "panicked")
        }
        return changed + dropped + listOf(change { it.put("another", "field") }, other)
    }

    @Test
    fun `what the runner does not know fails`() {
        val vector = Vectors.load().first { it["op"].textValue() == "authorize" }
        assertNotNull(Vectors.judge(vector.deepCopy().put("op", "authorise")))
        assertThrows(IllegalStateException::class.java) { Vectors.run(listOf(vector.deepCopy().put("op", "authorise"))) }
        assertNotNull(Vectors.judge(vector.deepCopy().also { (it["in"] as ObjectNode).put("another", 1) }))
        assertNotNull(Vectors.judge(vector.deepCopy().also { (it["in"] as ObjectNode).put("now", "1790000000") }))
    }

    @Test
    fun `too few vectors fail`(@TempDir empty: File) {
        assertFalse(Vectors.run(Vectors.load(empty)).holds())
    }
}
