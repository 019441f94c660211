package nz.gwsauth.example

import nz.gwsauth.Access
import nz.gwsauth.ClientSettings
import nz.gwsauth.GwsAuth
import nz.gwsauth.PostgresStore
import nz.gwsauth.RequestKind
import nz.gwsauth.SessionSwap
import nz.gwsauth.TokenReply
import org.junit.jupiter.api.AfterAll
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertFalse
import org.junit.jupiter.api.Assertions.assertNull
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.TestInstance
import java.util.concurrent.Callable
import java.util.concurrent.Executors
import kotlin.math.abs

private const val NOW = 1_800_000_000L
private const val THREADS = 8

/** The store in PostgreSQL, on a server of its own. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PostgresTest {
    private val server = PostgresServer()
    private val store = PostgresStore(server.source).apply {
        createTable()
        createTable()
    }

    @AfterAll
    fun stop() = server.close()

    /** The next login's record. */
    private fun login(name: String): SessionSwap {
        val client = ClientSettings("test", "SmartCloud_Payroll", "hush")
        val body = """{"access_token":"a","token_type":"Bearer","refresh_token":"r"}""".toByteArray()
        val reply = GwsAuth.parseToken(RequestKind.CODE, 200, body, NOW) as TokenReply.Granted
        return GwsAuth.sessionLogin(client, reply.tokens, store.load(name), NOW)
    }

    @Test
    fun `a swap is stored if the version fits`() {
        assertNull(store.load("kiwi"))
        val first = login("kiwi")
        assertFalse(store.swap("kiwi", SessionSwap(first.record, 1, 2)))
        assertTrue(store.swap("kiwi", first))
        assertFalse(store.swap("kiwi", first))
        val second = login("kiwi")
        assertEquals(listOf(1L, 2L), listOf(second.expectedVersion, second.version))
        assertTrue(store.swap("kiwi", second))
        assertFalse(store.swap("kiwi", second))
        assertEquals(second.record, store.load("kiwi"))
        assertTrue(abs(store.now() - Flow.now()) < 60)
    }

    @Test
    fun `of many swaps from one version one is stored`() {
        val pool = Executors.newFixedThreadPool(THREADS)
        repeat(20) {
            val swap = login("rata")
            val stored = pool.invokeAll(List(THREADS) { Callable { store.swap("rata", swap) } }).map { it.get() }
            assertEquals(1, stored.count { it })
        }
        pool.shutdown()
    }

    @Test
    fun `threads are one fleet`() {
        Simulator().use { simulator ->
            val fleet = Fleet(simulator, store).apply { logIn() }
            val pool = Executors.newFixedThreadPool(THREADS)
            for (generation in 1L..5) {
                fleet.ahead.addAndGet(LIFE + 1)
                val answers = pool.invokeAll(List(THREADS) { Callable { fleet.ask() as Access.Token } }).map { it.get() }
                assertEquals(1, answers.map { it.token }.toSet().size)
                assertEquals(generation, answers.first().generation)
            }
            pool.shutdown()
            assertEquals(5, fleet.counted("refresh_tokens_consumed"))
            assertEquals(0, fleet.counted("refresh_tokens_reused"))
        }
    }
}
