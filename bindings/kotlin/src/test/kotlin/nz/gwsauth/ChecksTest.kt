package nz.gwsauth

import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertThrows
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test

/** What the on-boarding asks for: findings are data, and the services are a table. */
class ChecksTest {
    private fun failed(found: List<Finding>): List<String> {
        assertTrue(found.all { it.seen.isNotEmpty() && (it.verdict == Verdict.PASS) == (it.remedy == null) })
        return found.filter { it.verdict == Verdict.FAIL }.map { it.code }
    }

    @Test
    fun `client and redirect`() {
        assertEquals(listOf<String>(), failed(GwsAuth.checkClient("SmartSoftware_SmartPay")))
        assertEquals(listOf("client_id_colon"), failed(GwsAuth.checkClient("Smart:Pay")))
        val found = GwsAuth.checkRedirectUris(listOf("https://client.example.com/return", "http://localhost:5001/"))
        assertEquals(listOf<String>(), failed(found))
        assertTrue(found.any { it.code == "redirect_uri_localhost" && it.verdict == Verdict.WARN })
    }

    @Test
    fun `keys and certificates`() {
        assertEquals(listOf("ssh_algorithm"), failed(GwsAuth.checkSsh("ssh-rsa AAAAB3NzaC1yc2E me".toByteArray())))
        val text = "no certificate".toByteArray()
        assertEquals(1, failed(GwsAuth.checkSigning(text, 1_790_000_000)).size)
        assertTrue(failed(GwsAuth.checkMtls("test", listOf(text), 1_790_000_000)).isNotEmpty())
    }

    @Test
    fun `the services`() {
        val services = GwsAuth.services()
        assertTrue(services.size > 10 && services.map { it.code }.toSet().size == services.size)
        for (service in services) {
            val answer = GwsAuth.serviceAccess(service.code, "cloud", "m2m", "test")
            assertEquals(service.m2m, answer.allowed)
        }
        val error = assertThrows(GwsAuthException::class.java) {
            GwsAuth.serviceAccess("no_such", "cloud", "m2m", "test")
        }
        assertEquals("argument_unknown", error.code)
    }
}
