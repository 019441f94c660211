package nz.gwsauth.example;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.time.Duration;
import java.time.Instant;
import java.util.function.UnaryOperator;
import nz.gwsauth.CertificateReference;
import nz.gwsauth.ClaimsToSign;
import nz.gwsauth.ClientSettings;
import nz.gwsauth.ExchangeOutcome;
import nz.gwsauth.GwsAuth;
import nz.gwsauth.HttpRequest;
import nz.gwsauth.Login;
import nz.gwsauth.SignatureForm;
import nz.gwsauth.SignedToken;
import nz.gwsauth.TokenReply;
import nz.gwsauth.TokenSet;
import nz.gwsauth.UnsignedToken;

/** A login, a refresh and M2M tokens in plain Java. */
public final class JavaFlow {
    private final String environment;
    private final ClientSettings client;

    public JavaFlow(String environment, String clientSecret) {
        this.environment = environment;
        this.client = new ClientSettings(environment, "SmartCloud_Payroll").withClientSecret(clientSecret);
    }

    /** {@code browser}: from the URL to open to the URL where the customer landed. */
    public TokenSet logIn(UnaryOperator<String> browser) throws IOException, InterruptedException {
        byte[] entropy = new byte[64];
        new SecureRandom().nextBytes(entropy);
        Login login = GwsAuth.authorize(
            environment, client.getClientId(), "https://client.example.com/return", entropy, now());
        String landing = browser.apply(login.getUrl());

        ExchangeOutcome outcome = GwsAuth.exchangeRequest(login.getPending(), landing, client, now());
        if (outcome instanceof ExchangeOutcome.Granted granted) {
            return granted(granted.getRequest());
        }
        throw new IOException(((ExchangeOutcome.Refused) outcome).getRefusal().getMeaning());
    }

    /** Here an application stores that the refresh token is being used: it works once. */
    public TokenSet refresh(TokenSet tokens) throws IOException, InterruptedException {
        return granted(GwsAuth.refreshRequest(client, requireNonNull(tokens.getRefreshToken())));
    }

    private static TokenSet granted(HttpRequest request) throws IOException, InterruptedException {
        long sentAt = now();
        HttpResponse<byte[]> response;
        try {
            response = send(request);
        } catch (IOException error) {
            boolean sent = !(error instanceof ConnectException);
            throw new IOException(GwsAuth.noReply(request.getKind(), sent).getAdvice(), error);
        }
        TokenReply reply = GwsAuth.parseToken(request.getKind(), response.statusCode(), response.body(), sentAt);
        if (reply instanceof TokenReply.Granted granted) {
            return granted.getTokens();
        }
        if (reply instanceof TokenReply.Refused refused) {
            throw new IOException(refused.getRefusal().getAdvice());
        }
        throw new IOException(((TokenReply.Unreadable) reply).getUnreadable().getAdvice());
    }

    /** Sends a request of the library as it stands, on a new connection. */
    private static HttpResponse<byte[]> send(HttpRequest request) throws IOException, InterruptedException {
        var builder = java.net.http.HttpRequest.newBuilder(URI.create(request.getUrl()))
            .timeout(Duration.ofSeconds(request.getTransport().getTimeout()))
            .method(request.getMethod(), BodyPublishers.ofString(request.getBody()));
        for (var header : request.getHeaders()) {
            if (!header.getName().equals("Content-Length")) {
                builder.header(header.getName(), header.getValue());
            }
        }
        HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
        return client.send(builder.build(), BodyHandlers.ofByteArray());
    }

    /** With a key in memory: PKCS#8, PKCS#1 or SEC1. */
    public static SignedToken sign(byte[] key, byte[] certificate, String issuer) {
        return GwsAuth.m2mSign(key, claims(certificate, issuer), now());
    }

    /** With a key that stays in its key store. */
    public static SignedToken sign(PrivateKey key, byte[] certificate, String issuer) throws GeneralSecurityException {
        UnsignedToken token = GwsAuth.m2mUnsigned(claims(certificate, issuer), now());
        Signature signature = Signature.getInstance("SHA256withECDSA");
        signature.initSign(key);
        signature.update(token.getSigningInput().getBytes());
        return GwsAuth.m2mAttach(token.getSigningInput(), signature.sign(), SignatureForm.DER);
    }

    private static ClaimsToSign claims(byte[] certificate, String issuer) {
        return new ClaimsToSign("ES256", new CertificateReference().withDer(certificate), issuer).withLifetime(600);
    }

    private static long now() {
        return Instant.now().getEpochSecond();
    }
}
