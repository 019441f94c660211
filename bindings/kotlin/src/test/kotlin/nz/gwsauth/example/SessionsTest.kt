package nz.gwsauth.example

import nz.gwsauth.Access
import nz.gwsauth.ClientSettings
import nz.gwsauth.GwsAuth
import nz.gwsauth.GwsAuthException
import nz.gwsauth.OperatorRequiredException
import org.junit.jupiter.api.AfterAll
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertFalse
import org.junit.jupiter.api.Assertions.assertNotEquals
import org.junit.jupiter.api.Assertions.assertThrows
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.TestInstance
import java.util.concurrent.Callable
import java.util.concurrent.Executors

/** Sessions against the simulator, which counts what really happened. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SessionsTest {
    private val simulator = Simulator()

    @AfterAll
    fun stop() = simulator.close()

    @Test
    fun `threads are one fleet`() {
        val fleet = Fleet(simulator).apply { logIn() }
        val first = fleet.ask() as Access.Token
        assertFalse(first.token in first.toString())
        val pool = Executors.newFixedThreadPool(8)
        repeat(5) { round ->
            fleet.ahead.addAndGet(LIFE + 1)
            val answers = pool.invokeAll(List(8) { Callable { fleet.ask() as Access.Token } }).map { it.get() }
            assertEquals(1, answers.map { it.token }.toSet().size)
            assertEquals(round + 1L, answers.first().generation)
        }
        pool.shutdown()
        assertEquals(5, fleet.counted("refresh_tokens_consumed"))
        assertEquals(0, fleet.counted("refresh_tokens_reused"))
    }

    @Test
    fun `a lost request costs nothing, a lost reply a login`() {
        val fleet = Fleet(simulator).apply { logIn() }
        val old = fleet.token()
        fleet.ahead.addAndGet(LIFE - 600)
        fleet.strike("lost_before")
        assertEquals(old, fleet.token())
        fleet.ahead.addAndGet(300)
        val new = fleet.token()
        assertNotEquals(old, new)
        fleet.ahead.addAndGet(LIFE - 600)
        fleet.strike("lost_after")
        assertEquals(new, fleet.token())
        fleet.ahead.addAndGet(900)
        assertEquals(Access.LoginRequired("lost"), fleet.ask())
        fleet.logIn()
        assertTrue(fleet.token().isNotEmpty())
        assertEquals(0, fleet.counted("refresh_tokens_reused"))
    }

    @Test
    fun `what only people can mend`() {
        val fleet = Fleet(simulator)
        assertEquals(Access.LoginRequired("no_session"), fleet.ask())
        fleet.logIn()
        fleet.ahead.addAndGet(LIFE + 1)
        val refused = assertThrows(OperatorRequiredException::class.java) {
            fleet.ask(fleet.client.withClientSecret("another-Secret"))
        }
        assertEquals("fix_credentials", refused.problem)
        val other = ClientSettings(simulator.environment, "SmartSoftware_SmartPay", fleet.client.clientSecret)
        assertEquals("session_other_client", assertThrows(GwsAuthException::class.java) { fleet.ask(other) }.code)
        fleet.ahead.addAndGet(61)
        assertTrue(fleet.token().isNotEmpty())

        val stored = checkNotNull(fleet.store.load("weka"))
        val ended = GwsAuth.sessionLogout(fleet.client, stored, Flow.now() + fleet.ahead.get())
        assertTrue(fleet.store.swap("weka", ended.swap))
        assertEquals(200, Flow.send(checkNotNull(ended.request)).statusCode())
        assertEquals(Access.LoginRequired("ended"), fleet.ask())
        assertEquals(0, fleet.counted("refresh_tokens_reused"))
    }
}
