package nz.gwsauth.example

import nz.gwsauth.Access
import nz.gwsauth.ClientSettings
import nz.gwsauth.ExchangeOutcome
import nz.gwsauth.GwsAuth
import nz.gwsauth.MemoryStore
import nz.gwsauth.Received
import nz.gwsauth.SessionClock
import nz.gwsauth.SessionRules
import nz.gwsauth.Sessions
import nz.gwsauth.TokenReply
import nz.gwsauth.TokenStore
import java.security.SecureRandom
import java.util.concurrent.atomic.AtomicLong

private const val CLIENT = "SmartCloud_Payroll"
private const val SECRET = "simulator-Cloud-Secret-1"

/** The life of an access token, in seconds. */
internal const val LIFE = 28_800L

/** A session on a clock that tests move. */
internal class Fleet(private val simulator: Simulator, val store: TokenStore = MemoryStore()) {
    private val world = World(simulator.environment)
    val ahead = AtomicLong()
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
