package io.codemaster.testing.feishu;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

/**
 * Feishu over real HTTP on loopback: the accounts page with its consent, token endpoints, people, documents, wiki
 * pages and messages, with a memory, and with every trouble that the real one makes. Both of the product's base URLs may point to it.
 *
 * <p>It needs nothing but the JDK and is one file, so that a story in another language can start it with
 * {@code java TestingFeishu.java [port]}; it then prints one line of JSON with its address and what it holds.
 */
public final class TestingFeishu implements AutoCloseable {

    /** What an app needs to export a document as Markdown. */
    public static final String MARKDOWN_SCOPE = "docs:document.content:read";

    /** What an app needs to read a document's title, revision and plain text. */
    public static final String DOCUMENT_SCOPE = "docx:document:readonly";

    /** What an app needs to find the document behind a wiki page. */
    public static final String WIKI_SCOPE = "wiki:wiki:readonly";

    /** What an app needs to see e-mail addresses. */
    public static final String EMAIL_SCOPE = "contact:user.email:readonly";

    /** What an app needs to write to people. */
    public static final String MESSAGE_SCOPE = "im:message:send_as_bot";

    private static final String MESSAGES = "/open-apis/im/v1/messages";

    private static final int LONGEST_UUID = 50;

    private static final int LARGEST_CARD = 30 * 1024;

    private static final String AUTHORIZE = "/open-apis/authen/v1/authorize";

    private static final String DECISION = AUTHORIZE + "/decision";

    private static final String TOKEN_V2 = "/open-apis/authen/v2/oauth/token";

    private static final String TOKEN_V3 = "/oauth/v3/token";

    private static final int TOKEN_LENGTH = 27;

    private static final long LONGEST_HOLD_MILLIS = 60_000;

    private static final Pattern MEMBER =
            Pattern.compile("\"((?:[^\"\\\\]++|\\\\.)*+)\"\\s*:\\s*(?:\"((?:[^\"\\\\]++|\\\\.)*+)\"|([^,}\\s]+))");

    private static final Pattern ESCAPE = Pattern.compile("\\\\(u[0-9a-fA-F]{4}|.)");

    private final HttpServer server;

    private final ExecutorService threads = Executors.newCachedThreadPool(work -> {
        var thread = new Thread(work, "testing-feishu");
        thread.setDaemon(true);
        return thread;
    });

    private final SecureRandom random = new SecureRandom();

    /** Guards everything below; who holds requests back waits on it too. */
    private final Object lock = new Object();

    private final String appId;

    private final String appSecret;

    private final List<Person> people = new ArrayList<>();

    private final Set<String> barred = new HashSet<>();

    private final Set<String> redirects = new HashSet<>();

    private final Map<String, Grant> codes = new HashMap<>();

    private final Map<String, Person> userTokens = new HashMap<>();

    private final Map<String, Grant> refreshTokens = new HashMap<>();

    private final Set<String> appTokens = new HashSet<>();

    private final Set<String> scopes =
            new HashSet<>(Set.of(MARKDOWN_SCOPE, DOCUMENT_SCOPE, WIKI_SCOPE, EMAIL_SCOPE, MESSAGE_SCOPE));

    private final Map<String, Document> documents = new LinkedHashMap<>();

    private final Map<String, WikiPage> wikiPages = new LinkedHashMap<>();

    private final List<Request> requests = new ArrayList<>();

    private final List<Message> messages = new ArrayList<>();

    /** The message that each uuid of the last hour brought. */
    private final Map<String, Message> recentUuids = new HashMap<>();

    private Predicate<String> lost = path -> false;

    private Predicate<String> broken = path -> false;

    private Predicate<String> held = path -> false;

    private Predicate<String> limited = path -> false;

    private boolean closed;

    private TestingFeishu(int port) {
        appId = "cli_" + letters(16);
        appSecret = letters(32);
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        server.setExecutor(threads);
        server.createContext("/", this::serve);
        server.start();
    }

    /** Starts one on a free port, with an app of its own and no people. */
    public static TestingFeishu start() {
        return new TestingFeishu(0);
    }

    /** Starts one with two people and one document, and runs until the process ends. */
    public static void main(String[] arguments) {
        @SuppressWarnings("resource") // it lives as long as the process
        var feishu = new TestingFeishu(arguments.length == 0 ? 0 : Integer.parseInt(arguments[0]));
        var first = feishu.addPerson("Li Na");
        var second = feishu.addPerson("Wang Wei");
        var document = feishu.addDocument("Settle a trip", "# Settle a trip\n\nShow who owes whom, to the cent.\n");
        System.out.println(json(Map.of(
                "url",
                feishu.url(),
                "appId",
                feishu.appId(),
                "appSecret",
                feishu.appSecret(),
                "people",
                List.of(first.openId(), second.openId()),
                "document",
                document)));
    }

    @Override
    public void close() {
        synchronized (lock) {
            closed = true;
            lock.notifyAll();
        }
        server.stop(0);
        threads.shutdownNow();
    }

    // ---- what a test sets up ----

    /** For instance {@code http://127.0.0.1:41234}: the open platform and the accounts page in one. */
    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** The one app that exists here; every instance has another, because the SDK caches tokens by it. */
    public String appId() {
        return appId;
    }

    public String appSecret() {
        return appSecret;
    }

    /** Somebody of the tenant {@code tenant_a}, with an e-mail address. */
    public Person addPerson(String name) {
        return addPerson(name, "tenant_a");
    }

    public Person addPerson(String name, String tenantKey) {
        var mail = name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", ".") + "@corp.example";
        return addPerson(new Person("ou_" + letters(32), "on_" + letters(32), tenantKey, name, mail));
    }

    public Person addPerson(Person person) {
        synchronized (lock) {
            people.add(person);
        }
        return person;
    }

    /** Takes away somebody's right to use the app. */
    public void bar(Person person) {
        synchronized (lock) {
            barred.add(person.openId());
        }
    }

    /** Registers an address to come back to; without any, every address will do. */
    public void registerRedirect(String uri) {
        synchronized (lock) {
            redirects.add(uri);
        }
    }

    /** Lets every code that was given out run out of time. */
    public void expireCodes() {
        synchronized (lock) {
            codes.replaceAll((code, grant) -> grant.expire());
        }
    }

    /** Ends every access token, of people and of the app, before its time. */
    public void expireTokens() {
        synchronized (lock) {
            userTokens.clear();
            appTokens.clear();
        }
    }

    /** Takes a permission from the app. */
    public void revoke(String scope) {
        synchronized (lock) {
            scopes.remove(scope);
        }
    }

    /** Gives the app a permission. */
    public void grant(String scope) {
        synchronized (lock) {
            scopes.add(scope);
        }
    }

    /** A document that the app may read. */
    public String addDocument(String title, String markdown) {
        var token = letters(TOKEN_LENGTH);
        synchronized (lock) {
            documents.put(token, new Document(token, title, markdown, 1, true));
        }
        return token;
    }

    /** Writes a document anew; its revision grows by one. */
    public void editDocument(String token, String title, String markdown) {
        synchronized (lock) {
            documents.computeIfPresent(
                    token, (key, it) -> new Document(token, title, markdown, it.revision() + 1, it.shared()));
        }
    }

    /** Says whether the app may read this document. */
    public void share(String token, boolean shared) {
        synchronized (lock) {
            documents.computeIfPresent(
                    token, (key, it) -> new Document(token, it.title(), it.markdown(), it.revision(), shared));
        }
    }

    public void deleteDocument(String token) {
        synchronized (lock) {
            documents.remove(token);
        }
    }

    /** A wiki page that shows a document; its token. */
    public String addWikiPage(String documentToken) {
        return addWikiPage("docx", documentToken);
    }

    /** A wiki page that shows something, for instance a {@code sheet}; its token. */
    public String addWikiPage(String kind, String token) {
        var node = letters(TOKEN_LENGTH);
        synchronized (lock) {
            wikiPages.put(node, new WikiPage(node, kind, token));
        }
        return node;
    }

    /** Answers paths that hold this text with the web page of a broken gateway; an empty text means every path. */
    public void breakDown(String pathPart) {
        synchronized (lock) {
            broken = path -> path.contains(pathPart);
        }
    }

    /** Answers paths that hold this text with "too many requests". */
    public void limitRate(String pathPart) {
        synchronized (lock) {
            limited = path -> path.contains(pathPart);
        }
    }

    /** Does what requests to paths that hold this text ask for, and then answers with the page of a broken gateway. */
    public void loseAnswers(String pathPart) {
        synchronized (lock) {
            lost = path -> path.contains(pathPart);
        }
    }

    /** Lets an hour pass, after which a uuid is no longer recognised. */
    public void forgetUuids() {
        synchronized (lock) {
            recentUuids.clear();
        }
    }

    /** What people were sent, in the order in which it came. */
    public List<Message> messages() {
        synchronized (lock) {
            return List.copyOf(messages);
        }
    }

    /** Takes requests to paths that hold this text and does not answer until {@link #recover}. */
    public void hold(String pathPart) {
        synchronized (lock) {
            held = path -> path.contains(pathPart);
        }
    }

    /** Ends every trouble; requests that were held back are answered now. */
    public void recover() {
        synchronized (lock) {
            broken = path -> false;
            held = path -> false;
            limited = path -> false;
            lost = path -> false;
            lock.notifyAll();
        }
    }

    /** Every request so far, in the order in which they came. */
    public List<Request> requests() {
        synchronized (lock) {
            return List.copyOf(requests);
        }
    }

    // ---- what a person does in the browser ----

    /** Opens the authorize page and consents as this person; where the browser is sent next. */
    public URI consent(URI authorizePage, Person person) {
        return decide(authorizePage, person.openId());
    }

    /** Opens the authorize page and refuses; where the browser is sent next. */
    public URI deny(URI authorizePage) {
        return decide(authorizePage, "nobody");
    }

    private static URI decide(URI authorizePage, String choice) {
        var page = get(authorizePage);
        var link = Pattern.compile("href=\"([^\"]*person=" + choice + ")\"").matcher(page.body());
        if (page.statusCode() != 200 || !link.find()) {
            throw new IllegalStateException("the authorize page says: " + page.body());
        }
        var answer = get(authorizePage.resolve(link.group(1).replace("&amp;", "&")));
        return URI.create(answer.headers().firstValue("Location").orElseThrow());
    }

    private static HttpResponse<String> get(URI address) {
        try {
            return HttpClient.newHttpClient()
                    .send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    // ---- HTTP ----

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            var uri = exchange.getRequestURI();
            var path = uri.getPath();
            var request = new Request(
                    exchange.getRequestMethod(),
                    path,
                    uri.getRawQuery() == null ? "" : uri.getRawQuery(),
                    header(exchange, "Authorization"),
                    header(exchange, "Content-Type"),
                    body);
            send(exchange, path.startsWith("/testing/") ? control(request) : answerInTrouble(request));
        }
    }

    private static String header(HttpExchange exchange, String name) {
        return Optional.ofNullable(exchange.getRequestHeaders().getFirst(name)).orElse("");
    }

    private static void send(HttpExchange exchange, Answer answer) throws IOException {
        var bytes = answer.body().getBytes(StandardCharsets.UTF_8);
        answer.headers().forEach((name, value) -> exchange.getResponseHeaders().set(name, value));
        exchange.sendResponseHeaders(answer.status(), bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    private Answer answerInTrouble(Request request) {
        synchronized (lock) {
            requests.add(request);
            waitWhileHeld(request.path());
            if (broken.test(request.path())) {
                return badGateway();
            }
            if (limited.test(request.path())) {
                return new Answer(
                        429,
                        json(problem(99991400, "request trigger frequency limit")),
                        Map.of("Content-Type", "application/json; charset=utf-8", "x-ogw-ratelimit-reset", "1"));
            }
            var answer = answer(request);
            return lost.test(request.path()) ? badGateway() : answer;
        }
    }

    private static Answer badGateway() {
        return new Answer(
                502, "<html><body><h1>502 Bad Gateway</h1></body></html>", Map.of("Content-Type", "text/html"));
    }

    private void waitWhileHeld(String path) {
        var end = System.nanoTime() + LONGEST_HOLD_MILLIS * 1_000_000;
        try {
            while (held.test(path) && !closed && System.nanoTime() < end) {
                lock.wait(LONGEST_HOLD_MILLIS);
            }
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        }
    }

    private Answer answer(Request request) {
        return switch (request.method() + " " + request.path()) {
            case "GET " + AUTHORIZE -> authorizePage(request.parameters());
            case "GET " + DECISION -> decision(request.parameters());
            case "POST " + TOKEN_V2 ->
                request.isJson()
                        ? token(members(request.body()), false)
                        : oauthProblem(20063, "invalid_request", "The body is not JSON.");
            case "POST " + TOKEN_V3 -> token(request.isJson() ? members(request.body()) : form(request.body()), true);
            case "GET /open-apis/authen/v1/user_info" -> userInfo(request);
            case "POST /open-apis/auth/v3/tenant_access_token/internal" ->
                appToken(members(request.body()), "tenant_access_token", "t-");
            case "POST /open-apis/auth/v3/app_access_token/internal" ->
                appToken(members(request.body()), "app_access_token", "a-");
            case "POST " + MESSAGES -> allowed(request, MESSAGE_SCOPE).orElseGet(() -> message(request));
            default -> forApps(request);
        };
    }

    // ---- sign-in ----

    private Answer authorizePage(Map<String, String> query) {
        if (!appId.equals(query.get("client_id"))) {
            return page(400, "Error code: 20048. The app does not exist.");
        }
        var redirect = query.getOrDefault("redirect_uri", "");
        if (redirect.isEmpty() || !(redirects.isEmpty() || redirects.contains(redirect))) {
            return page(400, "Error code: 20029. The redirect URI is not one that the app has registered.");
        }
        if (!"code".equals(query.get("response_type"))) {
            return page(400, "Error code: 20001. response_type must be code.");
        }
        var carried = query.entrySet().stream()
                .map(it -> it.getKey() + "=" + URLEncoder.encode(it.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&amp;"));
        var links = new StringBuilder("<h1>Sign in to the app?</h1>\n");
        for (var person : people) {
            links.append("<p><a href=\"%s?%s&amp;person=%s\">Continue as %s</a></p>%n"
                    .formatted(DECISION, carried, person.openId(), escaped(person.name())));
        }
        links.append("<p><a href=\"%s?%s&amp;person=nobody\">Refuse</a></p>%n".formatted(DECISION, carried));
        return page(200, links.toString());
    }

    private Answer decision(Map<String, String> query) {
        var person = people.stream()
                .filter(it -> it.openId().equals(query.get("person")))
                .findFirst();
        var result = "error=access_denied";
        if (person.isPresent()) {
            var code = letters(30);
            codes.put(
                    code,
                    new Grant(
                            person.get(),
                            query.getOrDefault("scope", ""),
                            query.getOrDefault("redirect_uri", ""),
                            query.getOrDefault("code_challenge", ""),
                            query.getOrDefault("code_challenge_method", "plain"),
                            false,
                            false));
            result = "code=" + code;
        }
        var redirect = query.getOrDefault("redirect_uri", "");
        var state = query.containsKey("state")
                ? "&state=" + URLEncoder.encode(query.get("state"), StandardCharsets.UTF_8)
                : "";
        return new Answer(
                302, "", Map.of("Location", redirect + (redirect.contains("?") ? "&" : "?") + result + state));
    }

    private Answer token(Map<String, String> body, boolean third) {
        if (!appId.equals(body.get("client_id"))) {
            return oauthProblem(20048, "invalid_client", "The app does not exist.");
        }
        if (!appSecret.equals(body.get("client_secret"))) {
            return oauthProblem(20002, "invalid_client", "The client secret is invalid.");
        }
        return switch (body.getOrDefault("grant_type", "")) {
            case "authorization_code" -> tokenForCode(body, third);
            case "refresh_token" -> tokenForRefreshToken(body.getOrDefault("refresh_token", ""));
            default -> oauthProblem(20036, "unsupported_grant_type", "The grant type is not supported.");
        };
    }

    private Answer tokenForCode(Map<String, String> body, boolean third) {
        var code = body.getOrDefault("code", "");
        var grant = codes.get(code);
        if (grant == null) {
            return oauthProblem(20003, "invalid_grant", "The authorization code is invalid.");
        }
        if (grant.used()) {
            return oauthProblem(20065, "invalid_grant", "The authorization code has been used.");
        }
        if (grant.expired()) {
            return oauthProblem(20004, "invalid_grant", "The authorization code has expired.");
        }
        if (!grant.redirectUri().equals(body.get("redirect_uri"))) {
            return oauthProblem(20071, "invalid_grant", "The redirect URI is not that of the authorization request.");
        }
        if (!provesPossession(grant, body.getOrDefault("code_verifier", ""), third)) {
            return oauthProblem(20049, "invalid_grant", "The code verifier does not match.");
        }
        if (barred.contains(grant.person().openId())) {
            return oauthProblem(20010, "invalid_grant", "The user has no right to use the app.");
        }
        codes.put(code, grant.use());
        return tokens(grant);
    }

    /** The third version refuses a verifier for which there is no challenge, the second overlooks it. */
    private static boolean provesPossession(Grant grant, String verifier, boolean third) {
        if (grant.challenge().isEmpty()) {
            return verifier.isEmpty() || !third;
        }
        return grant.challenge().equals(grant.method().equals("S256") ? sha256(verifier) : verifier);
    }

    private Answer tokenForRefreshToken(String refreshToken) {
        var grant = refreshTokens.get(refreshToken);
        if (grant == null) {
            return oauthProblem(20026, "invalid_grant", "The refresh token is invalid.");
        }
        if (grant.used()) {
            return oauthProblem(20073, "invalid_grant", "The refresh token has been used.");
        }
        if (barred.contains(grant.person().openId())) {
            return oauthProblem(20010, "invalid_grant", "The user has no right to use the app.");
        }
        refreshTokens.put(refreshToken, grant.use());
        return tokens(grant.fresh());
    }

    private Answer tokens(Grant grant) {
        var accessToken = "eyJ" + letters(1_400);
        userTokens.put(accessToken, grant.person());
        var answer = new LinkedHashMap<String, Object>();
        answer.put("code", 0);
        answer.put("access_token", accessToken);
        answer.put("token_type", "Bearer");
        answer.put("expires_in", 7_200);
        answer.put("scope", grant.scope());
        if (List.of(grant.scope().split(" ", -1)).contains("offline_access")) {
            var refreshToken = "eyJ" + letters(1_400);
            refreshTokens.put(refreshToken, grant);
            answer.put("refresh_token", refreshToken);
            answer.put("refresh_token_expires_in", 604_800);
        }
        return json(200, answer);
    }

    private Answer userInfo(Request request) {
        var person = userTokens.get(request.bearer());
        if (person == null) {
            return json(400, problem(99991668, "Invalid access token for authorization."));
        }
        var data = new LinkedHashMap<String, Object>();
        data.put("name", person.name());
        data.put("en_name", person.name());
        for (var size : List.of("url", "thumb", "middle", "big")) {
            data.put("avatar_" + size, url() + "/avatars/" + person.openId() + ".png?size=" + size);
        }
        data.put("open_id", person.openId());
        data.put("union_id", person.unionId());
        data.put("tenant_key", person.tenantKey());
        if (scopes.contains(EMAIL_SCOPE) && !person.email().isEmpty()) {
            data.put("email", person.email());
            data.put("enterprise_email", person.email());
        }
        return success(data);
    }

    private Answer appToken(Map<String, String> body, String name, String prefix) {
        if (!appId.equals(body.get("app_id"))) {
            return json(400, problem(10003, "invalid param"));
        }
        if (!appSecret.equals(body.get("app_secret"))) {
            return json(400, problem(10014, "app secret invalid"));
        }
        var token = prefix + letters(40);
        appTokens.add(token);
        return json(200, Map.of("code", 0, "msg", "ok", name, token, "expire", 7_200));
    }

    // ---- messages ----

    private Answer message(Request request) {
        var body = members(request.body());
        var uuid = body.getOrDefault("uuid", "");
        var content = body.getOrDefault("content", "");
        var receiver = people.stream()
                .filter(it -> it.openId().equals(body.get("receive_id")))
                .findFirst();
        if (!"open_id".equals(request.parameters().get("receive_id_type"))
                || receiver.isEmpty()
                || uuid.length() > LONGEST_UUID
                || !Set.of("text", "post", "interactive").contains(body.getOrDefault("msg_type", ""))
                || !(content.startsWith("{") && content.endsWith("}"))) {
            return json(400, problem(230001, "Your request contains an invalid request parameter."));
        }
        if (content.getBytes(StandardCharsets.UTF_8).length > LARGEST_CARD) {
            return json(400, problem(230025, "The length of the message content reaches its limit."));
        }
        if (barred.contains(receiver.get().openId())) {
            return json(400, problem(230013, "Bot has NO availability to this user."));
        }
        var known = recentUuids.get(uuid);
        var message = known == null
                ? new Message(
                        "om_" + letters(32), receiver.get().openId(), body.getOrDefault("msg_type", ""), content, uuid)
                : known;
        if (known == null) {
            messages.add(message);
            if (!uuid.isEmpty()) {
                recentUuids.put(uuid, message);
            }
        }
        return success(Map.of(
                "message_id", message.id(), "msg_type", message.type(), "body", Map.of("content", message.content())));
    }

    // ---- documents ----

    private Answer forApps(Request request) {
        var path = request.path();
        var document = "/open-apis/docx/v1/documents/";
        if (!request.method().equals("GET")) {
            return noSuchPage();
        }
        if (path.equals("/open-apis/wiki/v2/spaces/get_node")) {
            return allowed(request, WIKI_SCOPE).orElseGet(() -> wikiNode(request.parameters()));
        }
        if (path.equals("/open-apis/docs/v1/content")) {
            return allowed(request, MARKDOWN_SCOPE).orElseGet(() -> markdown(request.parameters()));
        }
        if (path.startsWith(document) && path.endsWith("/raw_content")) {
            var token = path.substring(document.length(), path.length() - "/raw_content".length());
            return allowed(request, DOCUMENT_SCOPE).orElseGet(() -> read(token, it -> Map.of("content", plain(it))));
        }
        if (path.startsWith(document) && path.indexOf('/', document.length()) < 0) {
            var token = path.substring(document.length());
            return allowed(request, DOCUMENT_SCOPE).orElseGet(() -> read(token, it -> Map.of("document", facts(it))));
        }
        return noSuchPage();
    }

    private static Answer noSuchPage() {
        return new Answer(404, "404 page not found", Map.of("Content-Type", "text/plain"));
    }

    /** Empty when the app may do it. */
    private Optional<Answer> allowed(Request request, String scope) {
        if (request.bearer().isEmpty()) {
            return Optional.of(json(400, problem(99991661, "Missing access token for authorization.")));
        }
        if (!appTokens.contains(request.bearer())) {
            return Optional.of(json(400, problem(99991663, "Invalid access token for authorization.")));
        }
        if (scopes.contains(scope)) {
            return Optional.empty();
        }
        var problem = problem(99991672, "Access denied. One of the following scopes is required: [" + scope + "].");
        problem.put(
                "error",
                Map.of(
                        "log_id",
                        letters(32),
                        "permission_violations",
                        List.of(Map.of("type", "action_scope_required", "subject", scope))));
        return Optional.of(json(400, problem));
    }

    private Answer read(String token, Function<Document, Map<String, ?>> form) {
        var document = documents.get(token);
        if (document == null) {
            return json(404, problem(1770002, "not found"));
        }
        return document.shared() ? success(form.apply(document)) : json(403, problem(1770032, "forBidden"));
    }

    private Answer markdown(Map<String, String> query) {
        var token = query.getOrDefault("doc_token", "");
        if (token.length() < 22
                || token.length() > TOKEN_LENGTH
                || !"docx".equals(query.get("doc_type"))
                || !"markdown".equals(query.get("content_type"))) {
            return json(400, problem(2889901, "param is invalid"));
        }
        var document = documents.get(token);
        if (document == null) {
            return json(404, problem(2889903, "document not found"));
        }
        return document.shared()
                ? success(Map.of("content", document.markdown()))
                : json(403, problem(2889902, "no permission"));
    }

    private Answer wikiNode(Map<String, String> query) {
        var page = wikiPages.get(query.getOrDefault("token", ""));
        if (page == null) {
            return json(400, problem(131005, "not found: document is not in wiki"));
        }
        var document = documents.get(page.objectToken());
        if (document != null && !document.shared()) {
            return json(
                    400, problem(131006, "permission denied: node permission denied, tenant needs read permission"));
        }
        return success(Map.of(
                "node",
                Map.of(
                        "space_id",
                        "7000000000000000001",
                        "node_token",
                        page.token(),
                        "obj_token",
                        page.objectToken(),
                        "obj_type",
                        page.kind(),
                        "title",
                        document == null ? "" : document.title())));
    }

    private static Map<String, Object> facts(Document document) {
        return Map.of("document_id", document.token(), "revision_id", document.revision(), "title", document.title());
    }

    /** What is left of a document as plain text. */
    private static String plain(Document document) {
        return document.title() + "\n" + document.markdown().replaceAll("(?m)^(#+|[-*]|```.*) ?", "");
    }

    // ---- for stories that are not written in Java ----

    private Answer control(Request request) {
        var query = request.parameters();
        var path = query.getOrDefault("path", "");
        switch (request.path()) {
            case "/testing/documents" -> {
                return json(200, Map.of("token", written(query, request.body())));
            }
            case "/testing/share" ->
                share(query.getOrDefault("token", ""), Boolean.parseBoolean(query.getOrDefault("shared", "true")));
            case "/testing/break-down" -> breakDown(path);
            case "/testing/hold" -> hold(path);
            case "/testing/recover" -> recover();
            case "/testing/expire-codes" -> expireCodes();
            case "/testing/messages" -> {
                return json(
                        200,
                        Map.of(
                                "messages",
                                messages().stream()
                                        .map(it -> Map.of("openId", it.openId(), "content", it.content()))
                                        .toList()));
            }
            default -> {
                return noSuchPage();
            }
        }
        return json(200, Map.of());
    }

    private String written(Map<String, String> query, String markdown) {
        var token = query.getOrDefault("token", "");
        if (token.isEmpty()) {
            return addDocument(query.getOrDefault("title", ""), markdown);
        }
        editDocument(token, query.getOrDefault("title", ""), markdown);
        return token;
    }

    // ---- words and letters ----

    private String letters(int length) {
        var alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
        return random.ints(length, 0, alphabet.length())
                .mapToObj(it -> String.valueOf(alphabet.charAt(it)))
                .collect(Collectors.joining());
    }

    private static String sha256(String text) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.US_ASCII));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static Answer page(int status, String content) {
        return new Answer(
                status,
                "<!DOCTYPE html><html lang=\"en\"><body>" + content + "</body></html>",
                Map.of("Content-Type", "text/html; charset=utf-8"));
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace("\"", "&quot;");
    }

    private static Map<String, Object> problem(int code, String message) {
        var problem = new LinkedHashMap<String, Object>();
        problem.put("code", code);
        problem.put("msg", message);
        return problem;
    }

    private static Answer oauthProblem(int code, String error, String description) {
        return json(400, Map.of("code", code, "error", error, "error_description", description));
    }

    private static Answer success(Map<String, ?> data) {
        return json(200, Map.of("code", 0, "msg", "success", "data", data));
    }

    private static Answer json(int status, Map<String, ?> content) {
        return new Answer(status, json(content), Map.of("Content-Type", "application/json; charset=utf-8"));
    }

    private static String json(Object value) {
        if (value instanceof Map<?, ?> map) {
            return map.entrySet().stream()
                    .map(it -> json(it.getKey()) + ":" + json(it.getValue()))
                    .collect(Collectors.joining(",", "{", "}"));
        }
        if (value instanceof List<?> list) {
            return list.stream().map(TestingFeishu::json).collect(Collectors.joining(",", "[", "]"));
        }
        return value instanceof String text ? quoted(text) : String.valueOf(value);
    }

    private static String quoted(String text) {
        var quoted = new StringBuilder("\"");
        text.chars().forEach(it -> {
            if (it == '"' || it == '\\') {
                quoted.append('\\').append((char) it);
            } else if (it < 0x20) {
                quoted.append(String.format("\\u%04x", it));
            } else {
                quoted.append((char) it);
            }
        });
        return quoted.append('"').toString();
    }

    /** The members of a flat JSON object; no client of Feishu's token endpoints sends another. */
    private static Map<String, String> members(String text) {
        var found = new HashMap<String, String>();
        var members = MEMBER.matcher(text);
        while (members.find()) {
            found.put(
                    unquoted(members.group(1)),
                    members.group(2) == null ? members.group(3) : unquoted(members.group(2)));
        }
        return found;
    }

    private static String unquoted(String text) {
        return ESCAPE.matcher(text).replaceAll(it -> Matcher.quoteReplacement(unescaped(it.group(1))));
    }

    private static String unescaped(String escape) {
        return switch (escape.charAt(0)) {
            case 'n' -> "\n";
            case 't' -> "\t";
            case 'u' -> String.valueOf((char) Integer.parseInt(escape.substring(1), 16));
            default -> escape;
        };
    }

    private static Map<String, String> form(String text) {
        var found = new LinkedHashMap<String, String>();
        for (var pair : text.split("&", -1)) {
            var parts = pair.split("=", 2);
            if (!parts[0].isEmpty()) {
                found.put(decoded(parts[0]), parts.length == 1 ? "" : decoded(parts[1]));
            }
        }
        return found;
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    /** Somebody who can sign in. */
    public record Person(String openId, String unionId, String tenantKey, String name, String email) {}

    /** What somebody was sent. */
    public record Message(String id, String openId, String type, String content, String uuid) {}

    /** What somebody asked for. */
    public record Request(
            String method, String path, String query, String authorization, String contentType, String body) {

        Map<String, String> parameters() {
            return form(query);
        }

        boolean isJson() {
            return contentType.startsWith("application/json");
        }

        String bearer() {
            return authorization.startsWith("Bearer ") ? authorization.substring("Bearer ".length()) : "";
        }
    }

    private record Answer(int status, String body, Map<String, String> headers) {}

    private record Document(String token, String title, String markdown, int revision, boolean shared) {}

    private record WikiPage(String token, String kind, String objectToken) {}

    private record Grant(
            Person person,
            String scope,
            String redirectUri,
            String challenge,
            String method,
            boolean used,
            boolean expired) {

        Grant use() {
            return new Grant(person, scope, redirectUri, challenge, method, true, expired);
        }

        Grant expire() {
            return new Grant(person, scope, redirectUri, challenge, method, used, true);
        }

        Grant fresh() {
            return new Grant(person, scope, redirectUri, challenge, method, false, false);
        }
    }
}
