package io.codemaster.testing.git;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.apache.catalina.LifecycleException;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.core.StandardContext;
import org.apache.catalina.startup.Tomcat;
import org.apache.tomcat.util.descriptor.web.FilterDef;
import org.apache.tomcat.util.descriptor.web.FilterMap;
import org.apache.tomcat.util.net.SSLHostConfig;
import org.apache.tomcat.util.net.SSLHostConfigCertificate;
import org.eclipse.jgit.http.server.GitServlet;
import org.eclipse.jgit.http.server.resolver.DefaultUploadPackFactory;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;
import org.eclipse.jgit.transport.PreReceiveHook;
import org.eclipse.jgit.transport.ReceiveCommand;
import org.eclipse.jgit.transport.ReceivePack;
import org.jspecify.annotations.Nullable;

/** A real git server over HTTP on loopback, which can also be unfriendly. */
public final class TestingGitServer implements AutoCloseable {

    private final Path root;
    private final Tomcat tomcat = new Tomcat();
    private final List<String> authorizations = new CopyOnWriteArrayList<>();
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final CountDownLatch closing = new CountDownLatch(1);
    private final AtomicInteger questions = new AtomicInteger();
    private final boolean secure;
    private volatile @Nullable String user;
    private volatile @Nullable String token;
    private volatile @Nullable String redirectTo;
    private volatile @Nullable String pushRefusal;
    private volatile boolean tokenOnlyForPush;
    private volatile boolean stalled;
    private volatile boolean stalledAfterRefs;
    private volatile boolean noGit;
    private volatile int status;
    private volatile Runnable beforePush = () -> {};

    private TestingGitServer(Path root, @Nullable Path keyStore) {
        this.root = root;
        this.secure = keyStore != null;
        try {
            Files.createDirectories(root);
            tomcat.setBaseDir(Files.createTempDirectory("testing-git-server").toString());
            var connector = new Connector();
            connector.setPort(0);
            connector.setProperty("address", "127.0.0.1");
            if (keyStore != null) {
                connector.setSecure(true);
                connector.setScheme("https");
                connector.setProperty("SSLEnabled", "true");
                var tls = new SSLHostConfig();
                var certificate = new SSLHostConfigCertificate(tls, SSLHostConfigCertificate.Type.UNDEFINED);
                certificate.setCertificateKeystoreFile(keyStore.toString());
                certificate.setCertificateKeystorePassword("changeit");
                tls.addCertificate(certificate);
                connector.addSslHostConfig(tls);
            }
            tomcat.setConnector(connector);
            var context = tomcat.addContext("", null);
            if (context instanceof StandardContext standard) {
                standard.setClearReferencesRmiTargets(false);
                standard.setClearReferencesThreadLocals(false);
            }
            var git = new GitServlet();
            git.setRepositoryResolver((request, name) -> open(name));
            git.setUploadPackFactory(new DefaultUploadPackFactory());
            git.setReceivePackFactory((request, repository) -> receivePack(repository));
            Tomcat.addServlet(context, "git", git);
            context.addServletMappingDecoded("/*", "git");
            var filter = new FilterDef();
            filter.setFilterName("manners");
            filter.setFilter(new Manners());
            context.addFilterDef(filter);
            var mapping = new FilterMap();
            mapping.setFilterName("manners");
            mapping.addURLPattern("/*");
            context.addFilterMap(mapping);
            tomcat.start();
        } catch (IOException | LifecycleException failure) {
            throw new IllegalStateException(failure);
        }
    }

    /** Starts a server on a free port; its repositories are in the directory. */
    public static TestingGitServer start(Path root) {
        return new TestingGitServer(root, null);
    }

    /** The same over TLS, with a PKCS12 key store whose password is {@code changeit}. */
    public static TestingGitServer startSecure(Path root, Path keyStore) {
        return new TestingGitServer(root, keyStore);
    }

    /** For instance {@code 127.0.0.1:41234}. */
    public String host() {
        return "127.0.0.1:" + port();
    }

    public int port() {
        return tomcat.getConnector().getLocalPort();
    }

    public String url(String repository) {
        return (secure ? "https://" : "http://") + host() + "/" + repository;
    }

    /** Wants this login and token from now on. */
    public void requireToken(String login, String secret) {
        this.user = login;
        this.token = secret;
    }

    /** Lets anybody read, but not push, without the token. */
    public void letAnybodyRead() {
        this.tokenOnlyForPush = true;
    }

    /** Sends every request on to another server, keeping path and query. */
    public void redirectTo(@Nullable String base) {
        this.redirectTo = base;
    }

    /** Refuses every push with these words, as a hook does. */
    public void refusePushes(@Nullable String reason) {
        this.pushRefusal = reason;
    }

    /** Does this between a client's look at the branches and its push. */
    public void beforePush(Runnable action) {
        this.beforePush = action;
    }

    /** Takes requests and never answers. */
    public void stall(boolean on) {
        this.stalled = on;
    }

    /** Lists the branches but never sends what is in them. */
    public void stallAfterRefs(boolean on) {
        questions.set(0);
        this.stalledAfterRefs = on;
    }

    /** Answers everything with this status; 0 for normal work. */
    public void answer(int httpStatus) {
        this.status = httpStatus;
    }

    /** Answers everything with a web page. */
    public void serveWebPages(boolean on) {
        this.noGit = on;
    }

    /** Every request so far: method, path and query. */
    public List<String> requests() {
        return List.copyOf(requests);
    }

    /** Every authorization header so far. */
    public List<String> authorizations() {
        return List.copyOf(authorizations);
    }

    /** Makes an empty bare repository whose HEAD is {@code main}. */
    public TestingRepository create(String name) {
        var directory = root.resolve(name);
        TestingRepository.git(root, new byte[0], "init", "-q", "--bare", "-b", "main", directory.toString());
        return new TestingRepository(directory);
    }

    @Override
    public void close() {
        closing.countDown();
        try {
            tomcat.stop();
            tomcat.destroy();
        } catch (LifecycleException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private Repository open(String name) throws org.eclipse.jgit.errors.RepositoryNotFoundException {
        var directory = root.resolve(name);
        if (!Files.isDirectory(directory)) {
            throw new org.eclipse.jgit.errors.RepositoryNotFoundException(name);
        }
        try {
            return new FileRepositoryBuilder()
                    .setGitDir(directory.toFile())
                    .setMustExist(true)
                    .build();
        } catch (IOException broken) {
            throw new org.eclipse.jgit.errors.RepositoryNotFoundException(name);
        }
    }

    private ReceivePack receivePack(Repository repository) {
        var pack = new ReceivePack(repository);
        pack.setPreReceiveHook(new PreReceiveHook() {
            @Override
            public void onPreReceive(ReceivePack receiving, Collection<ReceiveCommand> commands) {
                beforePush.run();
                var reason = pushRefusal;
                if (reason != null) {
                    commands.forEach(command -> command.setResult(ReceiveCommand.Result.REJECTED_OTHER_REASON, reason));
                }
            }
        });
        return pack;
    }

    private final class Manners implements Filter {

        @Override
        public void doFilter(ServletRequest servletRequest, ServletResponse servletResponse, FilterChain chain)
                throws IOException, ServletException {
            var request = (HttpServletRequest) servletRequest;
            var response = (HttpServletResponse) servletResponse;
            var query = request.getQueryString();
            requests.add(request.getMethod() + " " + request.getRequestURI() + (query == null ? "" : "?" + query));
            var authorization = request.getHeader("Authorization");
            if (authorization != null) {
                authorizations.add(authorization);
            }
            boolean content = request.getMethod().equals("POST")
                    && request.getRequestURI().endsWith("/git-upload-pack")
                    && questions.incrementAndGet() > 1;
            if (stalled || (stalledAfterRefs && content)) {
                await();
                return;
            }
            var redirect = redirectTo;
            if (redirect != null) {
                response.setStatus(302);
                response.setHeader("Location", redirect + request.getRequestURI() + (query == null ? "" : "?" + query));
                return;
            }
            if (!isAuthorized(request, authorization)) {
                response.setHeader("WWW-Authenticate", "Basic realm=\"git\"");
                response.setStatus(401);
                return;
            }
            if (status != 0) {
                response.setStatus(status);
                return;
            }
            if (noGit) {
                response.setContentType("text/html");
                response.getWriter().write("<!DOCTYPE html><p>Welcome");
                return;
            }
            chain.doFilter(request, response);
        }

        private boolean isAuthorized(HttpServletRequest request, @Nullable String authorization) {
            var wanted = token;
            boolean push = request.getRequestURI().endsWith("/git-receive-pack")
                    || String.valueOf(request.getQueryString()).contains("git-receive-pack");
            if (wanted == null || (tokenOnlyForPush && !push)) {
                return true;
            }
            var expected = "Basic "
                    + Base64.getEncoder().encodeToString((user + ":" + wanted).getBytes(StandardCharsets.UTF_8));
            return expected.equals(authorization);
        }

        private void await() {
            try {
                if (!closing.await(30, TimeUnit.SECONDS)) {
                    throw new IllegalStateException("a stalled request was never given up");
                }
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** A bare repository of the server, worked on with git's own command. */
    public record TestingRepository(Path directory) {

        /** Starts a commit on top of a branch, or on nothing. */
        public Commit on(String branch) {
            return new Commit(this, branch);
        }

        /** The full id of whatever a revision names. */
        public String id(String revision) {
            return git("rev-parse", "--verify", revision);
        }

        public boolean has(String branch) {
            return Files.exists(directory.resolve("refs/heads/" + branch))
                    || git("for-each-ref", "refs/heads/" + branch).contains(branch);
        }

        public String git(String... arguments) {
            return git(directory, new byte[0], arguments).strip();
        }

        /** Runs git in a directory and answers what it said. */
        public static String git(Path directory, byte[] stdin, String... arguments) {
            var line = new ArrayList<>(List.of("git"));
            line.addAll(List.of(arguments));
            var builder = new ProcessBuilder(line).directory(directory.toFile()).redirectErrorStream(true);
            builder.environment().put("GIT_CONFIG_GLOBAL", "/dev/null");
            builder.environment().put("GIT_CONFIG_NOSYSTEM", "1");
            try {
                var process = builder.start();
                try (var input = process.getOutputStream()) {
                    input.write(stdin);
                }
                var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
                if (process.waitFor() != 0) {
                    throw new IllegalStateException("git " + String.join(" ", arguments) + ": " + output);
                }
                return output;
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(interrupted);
            }
        }
    }

    /** Files for one commit. */
    public static final class Commit {

        private final TestingRepository repository;
        private final String branch;
        private final Map<String, byte[]> entries = new LinkedHashMap<>();

        private Commit(TestingRepository repository, String branch) {
            this.repository = repository;
            this.branch = branch;
        }

        public Commit file(String path, String content) {
            return file(path, content.getBytes(StandardCharsets.UTF_8));
        }

        public Commit file(String path, byte[] content) {
            return entry("100644", path.getBytes(StandardCharsets.UTF_8), content);
        }

        public Commit link(String path, String target) {
            return entry("120000", path.getBytes(StandardCharsets.UTF_8), target.getBytes(StandardCharsets.UTF_8));
        }

        /** Any mode and any name, as git sees them. */
        public Commit entry(String mode, byte[] path, byte[] content) {
            var quoted = new StringBuilder("\"");
            for (byte b : path) {
                quoted.append(String.format("\\%03o", b & 0xFF));
            }
            entries.put(mode + " inline " + quoted + '"', content);
            return this;
        }

        /** A pointer to a commit elsewhere, as a submodule is. */
        public Commit submodule(String path, String commit) {
            entries.put("160000 " + commit + " " + path, new byte[0]);
            return this;
        }

        /** Makes the commit and answers its id. */
        public String commit(String message) {
            var stream = new ByteArrayOutputStream();
            print(stream, "commit refs/heads/" + branch + "\n");
            print(stream, "committer Dev <dev@example.com> 1700000000 +0000\n");
            print(stream, "data " + message.getBytes(StandardCharsets.UTF_8).length + "\n" + message + "\n");
            if (repository.has(branch)) {
                print(stream, "from refs/heads/" + branch + "^0\n");
            }
            entries.forEach((entry, content) -> {
                print(stream, "M " + entry + "\n");
                if (!entry.startsWith("160000")) {
                    print(stream, "data " + content.length + "\n");
                    stream.writeBytes(content);
                    print(stream, "\n");
                }
            });
            TestingRepository.git(repository.directory(), stream.toByteArray(), "fast-import", "--quiet", "--force");
            return repository.id("refs/heads/" + branch);
        }

        private static void print(ByteArrayOutputStream stream, String text) {
            stream.writeBytes(text.getBytes(StandardCharsets.UTF_8));
        }
    }
}
