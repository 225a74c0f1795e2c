package io.codemaster.executor.git;

import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocketFactory;

import org.eclipse.jgit.errors.CorruptObjectException;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.EmptyProgressMonitor;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ProgressMonitor;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.transport.CredentialItem;
import org.eclipse.jgit.transport.CredentialsProvider;
import org.eclipse.jgit.transport.PushResult;
import org.eclipse.jgit.transport.RefSpec;
import org.eclipse.jgit.transport.RemoteRefUpdate;
import org.eclipse.jgit.transport.TagOpt;
import org.eclipse.jgit.transport.Transport;
import org.eclipse.jgit.transport.TransportHttp;
import org.eclipse.jgit.transport.URIish;
import org.jspecify.annotations.Nullable;

import io.codemaster.executor.git.RemoteTrouble.Kind;
import io.codemaster.executor.shared.StopSignal;
import io.codemaster.executor.shared.StoppedException;

/**
 * Talks git's smart HTTP to a server, in this process: the token is never in an argument, an environment, a URL or a
 * file. Every operation has a deadline of its own beside the timeout of a single read, and ends at once on a stop.
 */
final class GitRemote {

    private static final Duration GRACE = Duration.ofMillis(500);

    private final GitUrlPolicy policy;
    private final Duration silence;
    private final SSLSocketFactory tls;
    private final AtomicInteger threads = new AtomicInteger();
    private final ExecutorService workers = Executors.newCachedThreadPool(work -> {
        var thread = new Thread(work, "git-network-" + threads.incrementAndGet());
        thread.setDaemon(true);
        return thread;
    });

    GitRemote(GitUrlPolicy policy, Duration silence, SSLSocketFactory tls) {
        this.policy = policy;
        this.silence = silence;
        this.tls = tls;
        IsolatedSystemReader.install();
    }

    /** A server and the right to use it; the token is not part of its text. */
    record Access(GitUrl url, String user, @Nullable String token) {

        @Override
        public String toString() {
            return url.toString();
        }
    }

    /**
     * What a server has.
     *
     * @param heads branch names without {@code refs/heads/}
     * @param defaultBranch the branch that HEAD names, null when the server does not say
     */
    record Heads(Map<String, ObjectId> heads, @Nullable String defaultBranch) {}

    /** Work that runs in a thread of its own, so that waiting for it can end. */
    interface Operation<T> {

        T run(Session session) throws IOException, URISyntaxException, RemoteTrouble, InterruptedException;
    }

    /** Lists the branches. */
    Heads heads(Access access, Duration limit, @Nullable StopSignal stop) throws RemoteTrouble, StoppedException {
        return call(access, limit, stop, session -> {
            try (var transport = session.open(null);
                    var connection =
                            transport.openFetch(List.of(new RefSpec("refs/heads/*:refs/heads/*")), Constants.HEAD)) {
                var heads = new LinkedHashMap<String, ObjectId>();
                @Nullable String defaultBranch = null;
                for (Ref ref : connection.getRefs()) {
                    if (ref.getName().startsWith(Constants.R_HEADS)) {
                        heads.put(ref.getName().substring(Constants.R_HEADS.length()), ref.getObjectId());
                    } else if (ref.getName().equals(Constants.HEAD) && ref.isSymbolic()) {
                        defaultBranch =
                                Repository.shortenRefName(ref.getTarget().getName());
                    }
                }
                return new Heads(heads, defaultBranch);
            }
        });
    }

    /** Checks that the server would take a push. */
    void checkWritable(Access access, Duration limit) throws RemoteTrouble, StoppedException {
        call(access, limit, null, session -> {
            try (var transport = session.open(null);
                    var connection = transport.openPush()) {
                return connection.getRefs().size();
            }
        });
    }

    /** Pushes; whether it worked is in the updates. */
    PushResult push(Access access, Repository from, Collection<RemoteRefUpdate> updates, Duration limit)
            throws RemoteTrouble, StoppedException {
        return call(access, limit, null, session -> {
            try (var transport = session.open(from)) {
                transport.setPushThin(true);
                return transport.push(session.monitor(), updates);
            }
        });
    }

    /** Runs an operation against a server; says in words what went wrong. */
    <T> T call(Access access, Duration limit, @Nullable StopSignal stop, Operation<T> operation)
            throws RemoteTrouble, StoppedException {
        policy.checkNow(access.url());
        var session = new Session(access);
        var done = new CompletableFuture<T>();
        var thread = workers.submit(() -> {
            try {
                done.complete(operation.run(session));
            } catch (IOException
                    | URISyntaxException
                    | RemoteTrouble
                    | InterruptedException
                    | RuntimeException
                    | LinkageError failure) {
                done.completeExceptionally(failure);
            }
        });
        var stopped = new CompletableFuture<Boolean>();
        if (stop != null) {
            stop.whenStopped().thenAccept(reason -> stopped.complete(true));
        }
        try {
            CompletableFuture.anyOf(done, stopped).get(limit.toMillis(), TimeUnit.MILLISECONDS);
            if (!done.isDone()) {
                abandon(session, thread, done);
                throw new StoppedException();
            }
            return done.get();
        } catch (ExecutionException failed) {
            if (stop != null && stop.isStopped()) {
                throw new StoppedException();
            }
            throw explain(session, failed.getCause());
        } catch (TimeoutException late) {
            abandon(session, thread, done);
            throw new RemoteTrouble(
                    Kind.TIMED_OUT,
                    access.url().host() + " did not finish within " + words(limit)
                            + ". Try again later; for a very large repository, raise codemaster.git.clone-timeout.",
                    late);
        } catch (InterruptedException interrupted) {
            abandon(session, thread, done);
            Thread.currentThread().interrupt();
            throw new StoppedException();
        }
    }

    private void abandon(Session session, Future<?> thread, CompletableFuture<?> done) {
        session.cancelled = true;
        // Cutting can itself wait for a reader, so it does not happen in the thread that has to go on.
        workers.execute(session.exchange::cut);
        thread.cancel(true);
        try {
            done.get(GRACE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException expected) {
            // it ends by itself, at the latest when the server has said nothing for too long
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private RemoteTrouble explain(Session session, @Nullable Throwable cause) {
        if (cause instanceof RemoteTrouble trouble) {
            return trouble;
        }
        var exchange = session.exchange;
        @Nullable RemoteTrouble refusal = exchange.refusal();
        if (refusal != null) {
            return refusal;
        }
        var host = session.access.url().host();
        boolean hasToken = session.access.token() != null;
        if (DiskSpace.isExhausted(cause)) {
            return new RemoteTrouble(Kind.DISK_FULL, DiskSpace.MESSAGE, cause);
        }
        if (causedBy(cause, UnknownHostException.class)) {
            return new RemoteTrouble(
                    Kind.UNREACHABLE,
                    "The host " + host + " is not known to the name server. Check the spelling of the address.",
                    cause);
        }
        if (causedBy(cause, SSLException.class)) {
            return new RemoteTrouble(
                    Kind.UNREACHABLE,
                    "No secure connection to " + host + " was possible. Check that its certificate is valid and that"
                            + " this machine's Java trusts the authority that issued it.",
                    cause);
        }
        if (causedBy(cause, SocketTimeoutException.class)) {
            return new RemoteTrouble(
                    exchange.lastStatus() == 0 ? Kind.UNREACHABLE : Kind.TIMED_OUT,
                    host + " has not answered for " + words(silence) + ". Check that the server is up and try again.",
                    cause);
        }
        if (causedBy(cause, ConnectException.class) || causedBy(cause, NoRouteToHostException.class)) {
            return new RemoteTrouble(
                    Kind.UNREACHABLE,
                    "Nothing answers at " + host + ", port "
                            + session.access.url().port() + ". Check the address and that the server is up.",
                    cause);
        }
        int status = exchange.lastStatus();
        if (status == 401 || status == 403) {
            return new RemoteTrouble(Kind.CREDENTIAL_REJECTED, credentialRejected(host, status, hasToken), cause);
        }
        @Nullable String redirectedTo = exchange.redirectedTo();
        if (status >= 300 && status < 400) {
            return new RemoteTrouble(
                    Kind.REDIRECTED,
                    host + " sends this address on to "
                            + (redirectedTo == null ? "another one" : withoutQuery(redirectedTo))
                            + ". Redirects are not followed, because the access token would go along. Give the address"
                            + " it ends at.",
                    cause);
        }
        if (status == 404 || status == 410) {
            return new RemoteTrouble(
                    Kind.NOT_FOUND,
                    "There is no repository at " + session.access.url()
                            + (hasToken
                                    ? ", or the access token may not see it. Check the address and what the token may do."
                                    : ", or it needs an access token. Check the address."),
                    cause);
        }
        if (status >= 400) {
            return new RemoteTrouble(
                    Kind.UNREACHABLE,
                    host + " answered with HTTP status " + status + ". "
                            + (status == 429 ? "It gets too many requests; try again later." : "Try again later."),
                    cause);
        }
        if (causedBy(cause, MissingObjectException.class) || causedBy(cause, CorruptObjectException.class)) {
            return new RemoteTrouble(
                    Kind.MIRROR_BROKEN,
                    "The local copy of the repository is damaged and could not be repaired. Ask an administrator to"
                            + " check the disk.",
                    cause);
        }
        if (status == 200 && !exchange.answeredInGit()) {
            return new RemoteTrouble(
                    Kind.NOT_FOUND,
                    "What answers at " + session.access.url() + " is not a git repository. Use the address that the"
                            + " platform shows for cloning.",
                    cause);
        }
        return new RemoteTrouble(
                Kind.UNREACHABLE,
                "The connection to " + host + " broke off. Try again; if it stays, check the server's log.",
                cause);
    }

    private static String credentialRejected(String host, int status, boolean hasToken) {
        if (!hasToken) {
            return host + " wants an access token for this. Create one that may read and write the repository and"
                    + " enter it.";
        }
        return status == 401
                ? host + " does not accept the access token. Check that it is complete and has not expired, or create"
                        + " a new one."
                : "The access token may not do this on " + host + ". Give it the right to read and write the"
                        + " repository (GitLab: write_repository; GitHub: Contents, read and write).";
    }

    private static String withoutQuery(String location) {
        var text = location.replaceFirst("[?#].*$", "").replaceFirst("/info/refs$", "");
        text = text.replaceFirst("//[^/@]*@", "//");
        return Wording.clean(text, 200);
    }

    private static boolean causedBy(@Nullable Throwable failure, Class<? extends Throwable> type) {
        for (var at = failure; at != null; at = at.getCause()) {
            if (type.isInstance(at)) {
                return true;
            }
        }
        return false;
    }

    private static String words(Duration duration) {
        if (duration.toMillis() < 2000) {
            return duration.toMillis() + " ms";
        }
        return duration.toSeconds() < 120 ? duration.toSeconds() + " s" : duration.toMinutes() + " min";
    }

    /** One operation with one server. */
    final class Session {

        private final Access access;
        private final RemoteExchange exchange;
        private volatile boolean cancelled;

        private Session(Access access) {
            this.access = access;
            this.exchange = new RemoteExchange(access.url(), policy, tls);
        }

        /** Opens a transport that can only reach this server. */
        Transport open(@Nullable Repository local) throws IOException, URISyntaxException {
            var uri = new URIish(access.url().toString());
            var transport = local == null ? Transport.open(uri) : Transport.open(local, uri);
            if (!(transport instanceof TransportHttp http)) {
                transport.close();
                throw new IOException("not an HTTP address");
            }
            http.setHttpConnectionFactory(exchange);
            http.setCredentialsProvider(new OneServerCredentials(access));
            http.setTimeout((int) Math.max(1, silence.toSeconds()));
            http.setTagOpt(TagOpt.NO_TAGS);
            return http;
        }

        /** Ends what watches it when the operation was given up. */
        ProgressMonitor monitor() {
            return new EmptyProgressMonitor() {
                @Override
                public boolean isCancelled() {
                    return cancelled;
                }
            };
        }
    }

    /** Hands the token to the approved server and to nobody else; agrees to nothing that JGit might ask. */
    private static final class OneServerCredentials extends CredentialsProvider {

        private final Access access;

        private OneServerCredentials(Access access) {
            this.access = access;
        }

        @Override
        public boolean isInteractive() {
            return false;
        }

        @Override
        public boolean supports(CredentialItem... items) {
            for (var item : items) {
                if (!(item instanceof CredentialItem.Username) && !(item instanceof CredentialItem.Password)) {
                    return false;
                }
            }
            return access.token() != null;
        }

        @Override
        public boolean get(URIish uri, CredentialItem... items) {
            @Nullable String token = access.token();
            if (token == null || !supports(items) || !isApproved(uri)) {
                return false;
            }
            for (var item : items) {
                if (item instanceof CredentialItem.Username name) {
                    name.setValue(access.user());
                } else if (item instanceof CredentialItem.Password password) {
                    password.setValue(token.toCharArray());
                }
            }
            return true;
        }

        private boolean isApproved(URIish uri) {
            var url = access.url();
            int port = uri.getPort() > 0 ? uri.getPort() : url.scheme().equals("https") ? 443 : 80;
            return url.scheme().equals(uri.getScheme())
                    && url.host().equalsIgnoreCase(uri.getHost())
                    && url.port() == port;
        }
    }
}
