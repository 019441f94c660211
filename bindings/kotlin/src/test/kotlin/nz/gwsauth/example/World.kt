package nz.gwsauth.example

import com.fasterxml.jackson.databind.JsonNode
import com.fasterxml.jackson.databind.ObjectMapper
import java.io.File
import java.net.URI
import java.net.http.HttpRequest
import java.net.http.HttpRequest.BodyPublishers
import java.net.http.HttpResponse.BodyHandlers
import java.nio.file.Files
import java.security.KeyFactory
import java.security.KeyStore
import java.security.PrivateKey
import java.security.cert.CertificateFactory
import java.security.cert.X509Certificate
import java.security.spec.PKCS8EncodedKeySpec
import java.util.Base64
import javax.net.ssl.KeyManagerFactory
import javax.net.ssl.SSLContext
import javax.net.ssl.TrustManagerFactory

/** What a person in a browser, and whoever makes and registers certificates, do around an application: here at the simulator. */
class World(private val environment: String) {
    /** A resource owner's key and certificate, in a key store. */
    class Owner(val key: PrivateKey, val certificate: X509Certificate)

    /** Logs in, consents, and is sent back to the redirect URI. */
    fun person(url: String): String =
        control("/simulator/login", mapOf("url" to url, "user" to "jsmith"))["landing"].textValue()

    /** A new key and its certificate, made by the JDK's keytool, and made known to the simulator. */
    fun owner(): Owner {
        val folder = Files.createTempDirectory("gws-auth").toFile()
        val file = File(folder, "owner.p12")
        val tool = File(System.getProperty("java.home"), "bin/keytool").path
        val words = "-genkeypair -alias owner -keyalg EC -groupname secp256r1 -sigalg SHA256withECDSA -validity 730 " +
            "-storetype PKCS12 -storepass changeit"
        val command = listOf(tool) + words.split(" ") + listOf("-dname", "CN=Weka Limited", "-keystore", file.path)
        val process = ProcessBuilder(command).redirectErrorStream(true).start()
        val said = process.inputStream.bufferedReader().readText()
        check(process.waitFor() == 0) { said }
        val store = KeyStore.getInstance(file, "changeit".toCharArray())
        folder.deleteRecursively()
        val certificate = store.getCertificate("owner") as X509Certificate
        val der = Base64.getEncoder().encodeToString(certificate.encoded)
        val body = mapOf("certificate" to der, "issuer" to ISSUER, "customer" to "Weka Limited")
        control("/simulator/m2m/owners", body)
        return Owner(store.getKey("owner", "changeit".toCharArray()) as PrivateKey, certificate)
    }

    /** The M2M services' URL, and TLS that trusts the simulator's authority and shows a certificate of it. */
    fun service(): Pair<String, SSLContext> {
        val service = control("/simulator/m2m")
        val issued = control("/simulator/m2m/client-certificates", emptyMap())
        val password = CharArray(0)
        val keys = empty().apply {
            val key = PKCS8EncodedKeySpec(der(issued["private_key_pem"].textValue()))
            val chain = arrayOf(certificate(issued["certificate_pem"].textValue()))
            setKeyEntry("client", KeyFactory.getInstance("EC").generatePrivate(key), password, chain)
        }
        val trusted = empty().apply { setCertificateEntry("ca", certificate(service["ca_pem"].textValue())) }
        val keyManagers = KeyManagerFactory.getInstance("PKIX").apply { init(keys, password) }
        val trustManagers = TrustManagerFactory.getInstance("PKIX").apply { init(trusted) }
        val tls = SSLContext.getInstance("TLS")
        tls.init(keyManagers.keyManagers, trustManagers.trustManagers, null)
        return service["url"].textValue() to tls
    }

    private fun empty(): KeyStore = KeyStore.getInstance("PKCS12").apply { load(null, null) }

    private fun certificate(pem: String): X509Certificate =
        CertificateFactory.getInstance("X.509").generateCertificate(pem.byteInputStream()) as X509Certificate

    private fun der(pem: String): ByteArray =
        Base64.getMimeDecoder().decode(pem.lines().filterNot { it.startsWith("-----") }.joinToString(""))

    /** Asks the simulator's control interface. */
    fun control(path: String, body: Map<String, Any>? = null): JsonNode {
        val builder = HttpRequest.newBuilder(URI(environment + path)).header("Content-Type", "application/json")
        body?.let { builder.POST(BodyPublishers.ofByteArray(ObjectMapper().writeValueAsBytes(it))) }
        val reply = Flow.client().send(builder.build(), BodyHandlers.ofByteArray())
        check(reply.statusCode() == 200) { "$path: status ${reply.statusCode()}" }
        return ObjectMapper().readTree(reply.body())
    }
}
