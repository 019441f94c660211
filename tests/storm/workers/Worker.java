import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import nz.gwsauth.Access;
import nz.gwsauth.ClientSettings;
import nz.gwsauth.ExchangeOutcome;
import nz.gwsauth.GwsAuth;
import nz.gwsauth.HttpRequest;
import nz.gwsauth.Login;
import nz.gwsauth.NotSentException;
import nz.gwsauth.PolicyChanges;
import nz.gwsauth.PostgresStore;
import nz.gwsauth.Received;
import nz.gwsauth.SessionClock;
import nz.gwsauth.SessionRules;
import nz.gwsauth.Sessions;
import nz.gwsauth.TokenReply;
import org.postgresql.ds.PGPoolingDataSource;

/** A process of the storm on the JVM: eight threads over {@code Sessions} and {@code PostgresStore}, until its standard input ends. */
public final class Worker implements SessionClock {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static volatile boolean ending;

    private final String environment;
    private final long since;
    private final long second;
    private final int count;
    private final ClientSettings client;
    private final PolicyChanges policy;
    private final PostgresStore store;
    private final Sessions sessions;

    private Worker(String[] given) {
        environment = given[1];
        since = Long.parseLong(given[2]);
        second = Long.parseLong(given[3]);
        count = Integer.parseInt(given[4]);
        long[] times = Arrays.stream(given[5].split(",")).mapToLong(Long::parseLong).toArray();
        client = new ClientSettings(environment, "SmartCloud_Payroll").withClientSecret("simulator-Cloud-Secret-1");
        policy = new PolicyChanges().withClockSkew(times[0]).withRequestTimeout(times[1]).withSendPause(times[2])
            .withServerResidence(times[3]);
        SessionRules rules = new SessionRules().withSettle(times[4]).withBackOff(times[5]).withPoll(times[6]);
        store = new PostgresStore(pool(given[0]));
        sessions = new Sessions(store, this::send, policy, rules, this);
    }

    public static void main(String[] given) throws Exception {
        Worker worker = new Worker(given);
        // The first request of a JVM loads a thousand classes, which is long in a storm's short seconds.
        http().send(java.net.http.HttpRequest.newBuilder(URI.create(given[1] + "/simulator/counters")).build(), BodyHandlers.discarding());
        var threads = Executors.newFixedThreadPool(8);
        for (int nth = 0; nth < 8; nth++) {
            threads.submit(worker::workOrFail);
        }
        System.in.readAllBytes();
        ending = true;
        threads.shutdown();
        System.exit(threads.awaitTermination(1, TimeUnit.MINUTES) ? 0 : 1);
    }

    /** The driver's own: what a host has is its framework's. */
    @SuppressWarnings("deprecation")
    private static PGPoolingDataSource pool(String database) {
        PGPoolingDataSource pool = new PGPoolingDataSource();
        pool.setDataSourceName("storm");
        pool.setUrl("jdbc:" + database.replace("application_name", "ApplicationName"));
        pool.setMaxConnections(8);
        return pool;
    }

    private void workOrFail() {
        try {
            work();
        } catch (Throwable error) {
            error.printStackTrace();
            System.exit(1);
        }
    }

    private void work() throws Exception {
        while (!ending) {
            String name = "employer-" + RANDOM.nextInt(count);
            if (sessions.accessToken(name, client) instanceof Access.LoginRequired required) {
                if (!required.getReason().equals("lost")) {
                    throw new IllegalStateException(name + ": " + required.getReason());
                }
                try {
                    logIn(name);
                } catch (IOException lost) {
                    // Whoever comes next tries again.
                }
            }
            Thread.sleep(40);
        }
    }

    /** Unless another worker did meanwhile: then the swap stores nothing. */
    private void logIn(String name) throws Exception {
        String before = store.load(name);
        if (!GwsAuth.sessionFacts(before).getPhase().equals("lost")) {
            return;
        }
        byte[] entropy = new byte[64];
        RANDOM.nextBytes(entropy);
        Login login =
            GwsAuth.authorize(environment, client.getClientId(), "https://client.example.com/return", entropy, now());
        var person = java.net.http.HttpRequest.newBuilder(URI.create(environment + "/simulator/login"))
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString("{\"url\":\"" + login.getUrl() + "\"}"))
            .build();
        String landed = http().send(person, BodyHandlers.ofString()).body();
        Matcher landing = Pattern.compile("\"landing\":\"([^\"]*)\"").matcher(landed);
        if (!landing.find()) {
            throw new IllegalStateException(landed);
        }
        var exchange = (ExchangeOutcome.Granted)
            GwsAuth.exchangeRequest(login.getPending(), landing.group(1), client, now(), policy);
        long sentAt = now();
        Received reply = send(exchange.getRequest());
        var tokens = (TokenReply.Granted)
            GwsAuth.parseToken(exchange.getRequest().getKind(), reply.getStatus(), reply.getBody(), sentAt, policy);
        store.swap(name, GwsAuth.sessionLogin(client, tokens.getTokens(), before, now(), policy));
    }

    /** A client of its own for every request: none of its connections was used before. It follows no redirect. */
    private static HttpClient http() {
        return HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    }

    private Received send(HttpRequest request) throws IOException {
        var builder = java.net.http.HttpRequest.newBuilder(URI.create(request.getUrl()))
            .timeout(Duration.ofMillis(request.getTransport().getTimeout() * second))
            .method(request.getMethod(), BodyPublishers.ofString(request.getBody()));
        request.getHeaders().stream().filter(header -> !header.getName().equals("Content-Length"))
            .forEach(header -> builder.header(header.getName(), header.getValue()));
        try {
            var reply = http().send(builder.build(), BodyHandlers.ofByteArray());
            return new Received(reply.statusCode(), reply.body());
        } catch (ConnectException refused) {
            throw new NotSentException(refused);
        } catch (InterruptedException interrupted) {
            throw new IOException(interrupted);
        }
    }

    @Override
    public long now() {
        return (System.currentTimeMillis() - since) / second;
    }

    @Override
    public void sleep(long seconds) {
        try {
            Thread.sleep(seconds * second);
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }
}
