package nz.gwsauth.example

import nz.gwsauth.Access
import nz.gwsauth.ClientSettings
import nz.gwsauth.ExchangeOutcome
import nz.gwsauth.GwsAuth
import nz.gwsauth.GwsAuthException
import nz.gwsauth.MemoryStore
import nz.gwsauth.OperatorRequiredException
import nz.gwsauth.Received
import nz.gwsauth.SessionClock
import nz.gwsauth.SessionRules
import nz.gwsauth.Sessions
import nz.gwsauth.TokenReply
import org.junit.jupiter.api.AfterAll
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertFalse
import org.junit.jupiter.api.Assertions.assertNotEquals
import org.junit.jupiter.api.Assertions.assertThrows
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.TestInstance
import java.security.SecureRandom
import java.util.concurrent.Callable
import java.util.concurrent.Executors
import java.util.concurrent.atomic.AtomicLong

private const val CLIENT = "SmartCloud_Payroll"
private const val SECRET = "simulator-Cloud-Secret-1"
private const val LIFE = 28_800L

/** Sessions against the simulator, which counts what really happened. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SessionsTest {
    private val simulator = Simulator()
    private val world = World(simulator.environment)

    @AfterAll
    fun stop() = simulator.close()

    /** A session on a clock that tests move. */
    private inner class Fleet {
        val ahead = AtomicLong()
        val store = MemoryStore()
        val client = ClientSettings(simulator.environment, CLIENT, SECRET)
        private val clock = object : SessionClock {
            override fun now(): Long = Flow.now() + ahead.get()
        }
        private val rules = SessionRules(settle = 1, poll = 1)
        private val sessions = Sessions(
            store,
            { request -> Flow.send(request).let { Received(it.statusCode(), it.body()) } },
            rules = rules,
            clock = clock,
        )
        private val before = world.control("/simulator/counters")

        fun logIn() {
            val entropy = ByteArray(64).also { SecureRandom().nextBytes(it) }
            val uri = "https://client.example.com/return"
            val login = GwsAuth.authorize(simulator.environment, CLIENT, uri, entropy, Flow.now())
            val landing = world.person(login.url)
            val exchange = GwsAuth.exchangeRequest(login.pending, landing, client, Flow.now()) as ExchangeOutcome.Granted
            val reply = Flow.send(exchange.request)
            val tokens = GwsAuth.parseToken(exchange.request.kind, reply.statusCode(), reply.body(), clock.now())
            sessions.keep("weka", client, (tokens as TokenReply.Granted).tokens)
        }

        fun ask(client: ClientSettings = this.client): Access = sessions.accessToken("weka", client)

        fun token(): String = (ask() as Access.Token).token

        fun strike(kind: String) {
            world.control("/simulator/faults", mapOf("endpoint" to "refresh", "fault" to mapOf("kind" to kind)))
        }

        fun counted(name: String): Long =
            world.control("/simulator/counters")[name].longValue() - before[name].longValue()
    }

    @Test
    fun `threads are one fleet`() {
        val fleet = Fleet().apply { logIn() }
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
        val fleet = Fleet().apply { logIn() }
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
        val fleet = Fleet()
        assertEquals(Access.LoginRequired("no_session"), fleet.ask())
        fleet.logIn()
        fleet.ahead.addAndGet(LIFE + 1)
        val refused = assertThrows(OperatorRequiredException::class.java) {
            fleet.ask(fleet.client.withClientSecret("another-Secret"))
        }
        assertEquals("fix_credentials", refused.problem)
        val other = ClientSettings(simulator.environment, "SmartSoftware_SmartPay", SECRET)
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
