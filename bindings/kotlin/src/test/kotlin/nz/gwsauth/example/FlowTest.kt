package nz.gwsauth.example

import org.junit.jupiter.api.AfterAll
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertNotEquals
import org.junit.jupiter.api.Assertions.assertNotNull
import org.junit.jupiter.api.Assertions.assertThrows
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.TestInstance
import java.io.File

/** The example, as a test, against a simulator. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FlowTest {
    private val simulator = Simulator()
    private val environment = simulator.environment

    @AfterAll
    fun stop() = simulator.close()

    @Test
    fun `login, exchange and refresh`() {
        val (first, second) = Flow(environment).logIn("simulator-Cloud-Secret-1")
        assertNotEquals(first.accessToken, second.accessToken)
        assertNotEquals(first.refreshToken, second.refreshToken)
        assertNotNull(second.refreshToken)
        assertTrue(checkNotNull(first.expiresAt) > Flow.now())
    }

    @Test
    fun `a wrong secret is refused`() {
        val error = assertThrows(IllegalStateException::class.java) { Flow(environment).logIn("another-Secret-1") }
        assertTrue(error.message.orEmpty().startsWith("The client secret is wrong"))
    }

    @Test
    fun `an M2M token is accepted`() {
        val (status, reply) = Flow(environment).callAsMachine()
        assertEquals(200, status, reply.toString())
        assertEquals("customer", reply["authenticated_as"].textValue())
        assertEquals("Weka Limited", reply["customer"].textValue())
        assertEquals(1, World(environment).control("/simulator/counters")["m2m_accepted"].intValue())
    }

    @Test
    fun `the README shows this example`() {
        fun lines(text: String) = text.lines().joinToString("\n") { it.trim() }
        val example = lines(File("src/test/kotlin/nz/gwsauth/example/Flow.kt").readText())
        val blocks = Regex("```kotlin\n(.*?)```", RegexOption.DOT_MATCHES_ALL).findAll(File("README.md").readText()).toList()
        assertEquals(2, blocks.size)
        for (block in blocks) assertTrue(lines(block.groupValues[1]) in example, block.value)
    }
}
