package nz.gwsauth

import nz.gwsauth.internal.Session
import nz.gwsauth.internal.SessionEvent
import nz.gwsauth.internal.SessionStep
import java.io.IOException
import java.security.SecureRandom
import java.time.Instant
import java.util.concurrent.ConcurrentHashMap

/** Where records are kept. It must be linearizable for each name, and durable: what was stored every later [load] sees. */
public interface TokenStore {
    /** The record under this name. */
    public fun load(name: String): String?

    /** Stores [SessionSwap.record] if the version under this name is [SessionSwap.expectedVersion] (0: no record); tells whether it did. */
    public fun swap(name: String, swap: SessionSwap): Boolean
}

/** Records in memory: for one process, and for tests. They end with it, and so does every session. */
public class MemoryStore : TokenStore {
    private val records = ConcurrentHashMap<String, String>()

    override fun load(name: String): String? = records[name]

    override fun swap(name: String, swap: SessionSwap): Boolean {
        var fits = false
        records.compute(name) { _, stored ->
            fits = (stored?.let { GwsAuth.sessionFacts(it).version } ?: 0) == swap.expectedVersion
            if (fits) swap.record else stored
        }
        return fits
    }
}

/** The host's own way to send. */
public fun interface Sender {
    /**
     * Sends a request once, as its `transport` says.
     *
     * @throws NotSentException The request certainly did not leave this machine: no address, connection refused, TLS failed.
     * @throws IOException No reply came, or a part of one.
     */
    @Throws(IOException::class)
    public fun send(request: HttpRequest): Received
}

/** A reply: its status and its body. */
public class Received(
    /** The HTTP status. */
    public val status: Int,
    /** The body as it came. */
    public val body: ByteArray,
)

/** The request certainly did not leave this machine. */
public class NotSentException @JvmOverloads constructor(cause: Throwable? = null) : IOException("not sent", cause) {
    private companion object {
        private const val serialVersionUID = 1L
    }
}

/** No access token is left, and no wait brings one: an operator has to act. */
public class OperatorRequiredException internal constructor(
    /** `fix_configuration` or `fix_credentials`. */
    public val problem: String,
) : RuntimeException("IR refuses, and no access token is left: $problem") {
    private companion object {
        private const val serialVersionUID = 1L
    }
}

/** What a session has to give. */
public sealed interface Access {
    /** An access token that is good now. */
    public class Token internal constructor(
        /** The access token. */
        public val token: String,
        /** Which one it is: for [GwsAuth.sessionReject] when a service answers 401. */
        public val generation: Long,
        /** From when on to ask again, in seconds since 1970. */
        public val refreshFrom: Long,
    ) : Access {
        override fun toString(): String = "Token(token=[hidden], generation=$generation, refreshFrom=$refreshFrom)"
    }

    /** Only a login helps. */
    public data class LoginRequired(
        /** `no_session`, `ended`, `lost`, `no_refresh_token` or `in_doubt`. */
        val reason: String,
    ) : Access
}

/** A clock in seconds since 1970, and a wait. */
public interface SessionClock {
    /** Now: of the store's own clock if it has one. */
    public fun now(): Long = Instant.now().epochSecond

    /** Waits. */
    public fun sleep(seconds: Long): Unit = Thread.sleep(seconds * 1_000)
}

/**
 * Sessions: token sets that any number of threads, processes and machines share.
 *
 * A refresh token works once, and a used one that is sent again ends the whole set. So before one is sent the record says so in
 * [store], which all share. What is promised, and what the store, the clocks and [sender] must keep, is in `core/SESSION.md`.
 *
 * This is the outermost layer: it reads the system's clock, unless [clock] is another one, and its random source.
 */
public class Sessions @JvmOverloads constructor(
    private val store: TokenStore,
    private val sender: Sender,
    private val policy: PolicyChanges? = null,
    private val rules: SessionRules? = null,
    private val clock: SessionClock = object : SessionClock {},
) {
    /** Begins a session with what a login granted, in the place of one that is there. */
    public fun keep(name: String, client: ClientSettings, tokens: TokenSet) {
        do {
            val swap = GwsAuth.sessionLogin(client, tokens, store.load(name), clock.now(), policy)
        } while (!store.swap(name, swap))
    }

    /**
     * An access token of the session that is good now, renewed if need be. It may wait for another worker.
     *
     * @throws GwsAuthException Of the stored record; `clock_behind`. Nothing is lost.
     * @throws OperatorRequiredException IR refuses, and no access token is left.
     */
    public fun accessToken(name: String, client: ClientSettings): Access {
        val attempt = ByteArray(16).also(random::nextBytes)
        val jitter = random.nextInt(JITTER).toLong()
        return call { Session(client.lowered(), attempt, jitter, policy?.lowered(), rules?.lowered()) }.use { drive(name, it) }
    }

    private fun drive(name: String, session: Session): Access {
        var failed = 0
        var event: SessionEvent = SessionEvent.Loaded(store.load(name))
        while (true) {
            val step = call { session.next(event, clock.now()) }
            event = when (step) {
                is SessionStep.Use -> return Access.Token(step.token, step.generation, step.refreshFrom)
                is SessionStep.LoginRequired -> return Access.LoginRequired(step.reason)
                is SessionStep.Load -> SessionEvent.Loaded(store.load(name))
                is SessionStep.Swap -> {
                    val stored = runCatching { store.swap(name, step.swap.lifted()) }
                    failed = if (stored.isFailure) failed + 1 else 0
                    if (failed == STORE_TRIES) stored.getOrThrow()
                    // Nobody knows whether it was stored.
                    if (stored.isFailure) clock.sleep(1)
                    if (stored.getOrDefault(false)) SessionEvent.Stored else SessionEvent.NotStored
                }
                // The clock again: as close to the first byte as can be.
                is SessionStep.Send -> if (clock.now() > step.sendBefore) SessionEvent.NotSent else sent(step.request)
                is SessionStep.Ask -> sent(step.request)
                is SessionStep.Discard -> {
                    sent(step.request)
                    SessionEvent.Waited
                }
                is SessionStep.Wait -> {
                    session.problem()?.takeIf { it.startsWith("fix_") }?.let { throw OperatorRequiredException(it) }
                    clock.sleep(step.seconds)
                    SessionEvent.Waited
                }
            }
        }
    }

    private fun sent(request: nz.gwsauth.internal.HttpRequest): SessionEvent =
        try {
            sender.send(request.lifted()).run { SessionEvent.Reply(status, body) }
        } catch (_: NotSentException) {
            SessionEvent.NotSent
        } catch (_: IOException) {
            SessionEvent.NoReply
        }

    private companion object {
        /** Renewals of many workers begin up to so many seconds apart. */
        private const val JITTER = 120

        /** How often in turn a store may fail to store. */
        private const val STORE_TRIES = 10
        private val random = SecureRandom()
    }
}
