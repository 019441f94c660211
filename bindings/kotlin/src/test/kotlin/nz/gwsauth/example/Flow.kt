package nz.gwsauth.example

import com.fasterxml.jackson.databind.JsonNode
import com.fasterxml.jackson.databind.ObjectMapper
import nz.gwsauth.CertificateReference
import nz.gwsauth.ClaimsToSign
import nz.gwsauth.ClientSettings
import nz.gwsauth.ExchangeOutcome
import nz.gwsauth.GwsAuth
import nz.gwsauth.HttpRequest
import nz.gwsauth.SignatureForm
import nz.gwsauth.TokenReply
import nz.gwsauth.TokenSet
import java.io.IOException
import java.net.ConnectException
import java.net.URI
import java.net.http.HttpClient
import java.net.http.HttpRequest.BodyPublishers
import java.net.http.HttpResponse
import java.net.http.HttpResponse.BodyHandlers
import java.security.SecureRandom
import java.security.Signature
import java.time.Duration
import java.time.Instant
import javax.net.ssl.SSLContext

private const val CLIENT_ID = "SmartCloud_Payroll"
private const val REDIRECT_URI = "https://client.example.com/return"
internal const val ISSUER = "www.payroll.example"

/** A login, an exchange, a refresh and an M2M token, against the simulator. What a person and Inland Revenue do is in `World`. */
class Flow(private val environment: String) {
    private val world = World(environment)

    /** The tokens of a login, and those of the refresh after it. */
    fun logIn(clientSecret: String): Pair<TokenSet, TokenSet> {
        val entropy = ByteArray(64).also { SecureRandom().nextBytes(it) }
        val login = GwsAuth.authorize(environment, CLIENT_ID, REDIRECT_URI, entropy, now())
        val landing = world.person(login.url)

        val client = ClientSettings(environment, CLIENT_ID, clientSecret)
        val request = when (val outcome = GwsAuth.exchangeRequest(login.pending, landing, client, now())) {
            is ExchangeOutcome.Granted -> outcome.request
            is ExchangeOutcome.Refused -> error("refused: ${outcome.refusal.meaning}")
        }
        val first = granted(request)

        // Here an application stores that the refresh token is being used: it works once.
        val refreshToken = checkNotNull(first.refreshToken)
        val second = granted(GwsAuth.refreshRequest(client, refreshToken))
        return first to second
    }

    /** The tokens that a request is answered with. */
    private fun granted(request: HttpRequest): TokenSet {
        val sentAt = now()
        val reply = try {
            send(request)
        } catch (lost: IOException) {
            // Not sent only where that is certain: every doubt is true.
            val advice = GwsAuth.noReply(request.kind, sent = lost !is ConnectException)
            throw IOException("No reply came. ${advice.advice}", lost)
        }
        return when (val outcome = GwsAuth.parseToken(request.kind, reply.statusCode(), reply.body(), sentAt)) {
            // Here an application stores the tokens: the refresh token exists nowhere else.
            is TokenReply.Granted -> outcome.tokens
            is TokenReply.Refused -> error("${outcome.refusal.meaning} ${outcome.refusal.advice}")
            is TokenReply.Unreadable -> error("${outcome.unreadable.message} ${outcome.unreadable.advice}")
        }
    }

    /** Signs an M2M token with a new key that stays in its key store, and sends it. The status and the service's reply. */
    fun callAsMachine(): Pair<Int, JsonNode> {
        val owner = world.owner()
        val reference = CertificateReference(der = owner.certificate.encoded)
        val token = GwsAuth.m2mUnsigned(ClaimsToSign("ES256", reference, ISSUER), now())
        val signature = Signature.getInstance("SHA256withECDSA").run {
            initSign(owner.key)
            update(token.signingInput.toByteArray())
            sign()
        }
        val signed = GwsAuth.m2mAttach(token.signingInput, signature, SignatureForm.DER)

        val (url, tls) = world.service()
        val request = java.net.http.HttpRequest.newBuilder(URI(url).resolve("/gateway/customer/"))
            .header("Authorization", signed.authorization)
            .timeout(Duration.ofSeconds(30))
        val reply = client(tls).send(request.build(), BodyHandlers.ofByteArray())
        return reply.statusCode() to ObjectMapper().readTree(reply.body())
    }

    companion object {
        fun now(): Long = Instant.now().epochSecond

        /** A client of its own for every request: none of its connections was used before. It follows no redirect. */
        fun client(tls: SSLContext? = null): HttpClient = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .apply { tls?.let(::sslContext) }
            .build()

        /** Sends a request of the library as it stands; the JDK writes `Content-Length` itself, and lets nobody else. */
        fun send(request: HttpRequest): HttpResponse<ByteArray> {
            val builder = java.net.http.HttpRequest.newBuilder(URI(request.url))
                .timeout(Duration.ofSeconds(request.transport.timeout))
                .method(request.method, BodyPublishers.ofString(request.body))
            request.headers.filter { it.name != "Content-Length" }.forEach { builder.header(it.name, it.value) }
            return client().send(builder.build(), BodyHandlers.ofByteArray())
        }
    }
}

/** Runs both flows against the simulator at the URL given. */
fun main(arguments: Array<String>) {
    val flow = Flow(arguments.single())
    val (first, second) = flow.logIn("simulator-Cloud-Secret-1")
    println("logged in: $first; refreshed: ${first.accessToken != second.accessToken}")
    val (status, reply) = flow.callAsMachine()
    println("M2M: status $status, authenticated as ${reply["authenticated_as"]}")
}
