package nz.gwsauth.example;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import nz.gwsauth.ExpectedClaims;
import nz.gwsauth.GwsAuth;
import nz.gwsauth.GwsAuthException;
import nz.gwsauth.LoginOptions;
import nz.gwsauth.NextStep;
import nz.gwsauth.PolicyChanges;
import nz.gwsauth.RequestKind;
import nz.gwsauth.SignedToken;
import nz.gwsauth.TokenClaims;
import nz.gwsauth.TokenSet;
import org.junit.jupiter.api.Test;

/** Everything that Kotlin does, in Java: static methods, default arguments, signed numbers. */
class JavaFlowTest {
    private static final String ISSUER = "www.payroll.example";

    @Test
    void logsInAndRefreshes() throws Exception {
        try (Simulator simulator = new Simulator()) {
            World world = new World(simulator.getEnvironment());
            JavaFlow flow = new JavaFlow(simulator.getEnvironment(), "simulator-Cloud-Secret-1");
            TokenSet first = flow.logIn(world::person);
            TokenSet second = flow.refresh(first);
            assertNotEquals(first.getAccessToken(), second.getAccessToken());
            assertFalse(second.needsRenewal(Instant.now().getEpochSecond()));
            // It was used.
            assertThrows(IOException.class, () -> flow.refresh(first));
        }
    }

    @Test
    void signsM2mTokens() throws Exception {
        try (Simulator simulator = new Simulator()) {
            World.Owner owner = new World(simulator.getEnvironment()).owner();
            byte[] certificate = owner.getCertificate().getEncoded();
            var tokens = List.of(
                JavaFlow.sign(owner.getKey(), certificate, ISSUER),
                JavaFlow.sign(owner.getKey().getEncoded(), certificate, ISSUER));
            for (SignedToken token : tokens) {
                // With a certificate as the key the token must be its owner's.
                var expected = new ExpectedClaims().withIss(ISSUER).withLeeway(30);
                TokenClaims claims = GwsAuth.m2mVerify(token.getToken(), certificate, expected, token.getIssuedAt());
                assertEquals(token.getExpiresAt(), claims.getExp());
                assertEquals(600, claims.getExp() - claims.getIat());
                assertFalse(token.toString().contains(token.getToken()));
            }
            assertEquals("CN=Weka Limited", GwsAuth.certificateFacts(certificate).getSubject());
        }
    }

    @Test
    void whatMayBeLeftOutMayBeLeftOut() {
        var policy = new PolicyChanges().withClockSkew(120).withTolerateTrailingComma(true);
        assertEquals(120L, policy.getClockSkew());
        assertEquals(NextStep.TRY_LATER, GwsAuth.noReply(RequestKind.REFRESH, false).getNextStep());
        assertEquals("wait_then_introspect", GwsAuth.noReply(RequestKind.REFRESH, true, policy).getNextStep().getCode());
        assertEquals(RequestKind.CODE, GwsAuth.explain(RequestKind.CODE, "invalid_grant").getRequest());
        var options = new LoginOptions().withPkce(false);
        var error = assertThrows(
            GwsAuthException.class,
            () -> GwsAuth.authorize("prod", "client", "https://client.example.com/return", new byte[64], 1, options));
        assertEquals("environment_unknown", error.getCode());
    }

    @Test
    void theReadmeShowsThisExample() throws Exception {
        String example = trimmed(Files.readString(Path.of("src/test/java/nz/gwsauth/example/JavaFlow.java")));
        Matcher blocks = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL).matcher(Files.readString(Path.of("README.md")));
        assertTrue(blocks.find());
        do {
            assertTrue(example.contains(trimmed(blocks.group(1))), blocks.group(1));
        } while (blocks.find());
    }

    private static String trimmed(String text) {
        return text.lines().map(String::strip).collect(Collectors.joining("\n")).strip();
    }
}
