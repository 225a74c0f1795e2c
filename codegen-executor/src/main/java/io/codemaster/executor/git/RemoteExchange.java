package io.codemaster.executor.git;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ProtocolException;
import java.net.Proxy;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.URL;
import java.net.UnknownHostException;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import javax.net.ssl.HostnameVerifier;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;

import org.eclipse.jgit.transport.http.HttpConnection;
import org.eclipse.jgit.transport.http.HttpConnectionFactory;
import org.jspecify.annotations.Nullable;

/**
 * All HTTP connections of one operation with one server. They go to the address that the policy checked a moment before
 * and to no other server, follow no redirect, remember how the server answered, and can be cut from outside.
 *
 * <p>Where the operator configured a proxy for the JVM, the proxy resolves the name; only the check before the operation
 * applies then.
 */
final class RemoteExchange implements HttpConnectionFactory {

    private final GitUrl url;
    private final GitUrlPolicy policy;
    private final SSLSocketFactory tls;
    private final Queue<Socket> sockets = new ConcurrentLinkedQueue<>();
    private final Queue<HttpURLConnection> connections = new ConcurrentLinkedQueue<>();
    private volatile int lastStatus;
    private volatile boolean answeredInGit;
    private volatile boolean cut;
    private volatile @Nullable RemoteTrouble refusal;
    private volatile @Nullable String redirectedTo;

    RemoteExchange(GitUrl url, GitUrlPolicy policy, SSLSocketFactory tls) {
        this.url = url;
        this.policy = policy;
        this.tls = tls;
    }

    /** The last HTTP status, 0 before the first answer. */
    int lastStatus() {
        return lastStatus;
    }

    /** Whether any answer was git's protocol. */
    boolean answeredInGit() {
        return answeredInGit;
    }

    /** Why the policy stopped a connection, null when it did not. */
    @Nullable RemoteTrouble refusal() {
        return refusal;
    }

    /** Where the server wanted to send the request instead, null when it did not. */
    @Nullable String redirectedTo() {
        return redirectedTo;
    }

    /** Ends every connection now, whoever is waiting on it. */
    void cut() {
        cut = true;
        sockets.forEach(RemoteExchange::close);
        // A plain connection offers no socket; its own call may wait for the reader, who gives up after the I/O
        // timeout.
        connections.forEach(HttpURLConnection::disconnect);
    }

    @Override
    public HttpConnection create(URL target) throws IOException {
        return create(target, Proxy.NO_PROXY);
    }

    @Override
    public HttpConnection create(URL target, Proxy proxy) throws IOException {
        var host = target.getHost();
        int port = target.getPort() == -1 ? target.getDefaultPort() : target.getPort();
        if (cut
                || !target.getProtocol().equals(url.scheme())
                || !host.equalsIgnoreCase(url.host())
                || port != url.port()) {
            throw new IOException("only the approved server is ever asked");
        }
        var connection = (HttpURLConnection) target.openConnection(proxy);
        connection.setInstanceFollowRedirects(false);
        if (connection instanceof HttpsURLConnection secure) {
            secure.setSSLSocketFactory(new CheckingSocketFactory());
        }
        connections.add(connection);
        return new Watched(connection);
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException alreadyGone) {
            // nobody uses it any more
        }
    }

    private void saw(HttpURLConnection connection, int status) {
        lastStatus = status;
        @Nullable String type = connection.getContentType();
        if (status == 200 && type != null && type.startsWith("application/x-git-")) {
            answeredInGit = true;
        }
        if (status >= 300 && status < 400) {
            redirectedTo = connection.getHeaderField("Location");
        }
    }

    /** Makes sockets that ask the policy where to connect, at the moment they connect. */
    private final class CheckingSocketFactory extends SSLSocketFactory {

        @Override
        public Socket createSocket() {
            var socket = new CheckedSocket();
            sockets.add(socket);
            return socket;
        }

        @Override
        public Socket createSocket(Socket under, String host, int port, boolean autoClose) throws IOException {
            return tls.createSocket(under, host, port, autoClose);
        }

        @Override
        public String[] getDefaultCipherSuites() {
            return tls.getDefaultCipherSuites();
        }

        @Override
        public String[] getSupportedCipherSuites() {
            return tls.getSupportedCipherSuites();
        }

        @Override
        public Socket createSocket(String host, int port) throws IOException {
            throw unchecked();
        }

        @Override
        public Socket createSocket(String host, int port, InetAddress localHost, int localPort) throws IOException {
            throw unchecked();
        }

        @Override
        public Socket createSocket(InetAddress host, int port) throws IOException {
            throw unchecked();
        }

        @Override
        public Socket createSocket(InetAddress host, int port, InetAddress localHost, int localPort)
                throws IOException {
            throw unchecked();
        }

        private IOException unchecked() {
            return new IOException("a connection must go through the address check");
        }
    }

    private final class CheckedSocket extends Socket {

        @Override
        public void connect(SocketAddress endpoint) throws IOException {
            connect(endpoint, 0);
        }

        @Override
        public void connect(SocketAddress ignored, int timeout) throws IOException {
            try {
                super.connect(new InetSocketAddress(policy.checkedAddress(url), url.port()), timeout);
            } catch (RemoteTrouble trouble) {
                refusal = trouble;
                throw new UnknownHostException("refused by the address check");
            }
            if (cut) {
                close();
            }
        }
    }

    /** Passes everything on and notes how the server answered. */
    private final class Watched implements HttpConnection {

        private final HttpURLConnection connection;

        private Watched(HttpURLConnection connection) {
            this.connection = connection;
        }

        @Override
        public int getResponseCode() throws IOException {
            int status = connection.getResponseCode();
            saw(connection, status);
            return status;
        }

        @Override
        public URL getURL() {
            return connection.getURL();
        }

        @Override
        public String getResponseMessage() throws IOException {
            return connection.getResponseMessage();
        }

        @Override
        public Map<String, List<String>> getHeaderFields() {
            return connection.getHeaderFields();
        }

        @Override
        public void setRequestProperty(String key, String value) {
            connection.setRequestProperty(key, value);
        }

        @Override
        public void setRequestMethod(String method) throws ProtocolException {
            connection.setRequestMethod(method);
        }

        @Override
        public void setUseCaches(boolean useCaches) {
            connection.setUseCaches(useCaches);
        }

        @Override
        public void setConnectTimeout(int timeout) {
            connection.setConnectTimeout(timeout);
        }

        @Override
        public void setReadTimeout(int timeout) {
            connection.setReadTimeout(timeout);
        }

        @Override
        public String getContentType() {
            return connection.getContentType();
        }

        @Override
        public InputStream getInputStream() throws IOException {
            return connection.getInputStream();
        }

        @Override
        @SuppressWarnings("NullAway") // JGit expects null for an absent header but is not annotated
        public @Nullable String getHeaderField(String name) {
            return connection.getHeaderField(name);
        }

        @Override
        public List<String> getHeaderFields(String name) {
            for (var header : connection.getHeaderFields().entrySet()) {
                if (name.equalsIgnoreCase(header.getKey())) {
                    return header.getValue();
                }
            }
            return List.of();
        }

        @Override
        public int getContentLength() {
            return connection.getContentLength();
        }

        @Override
        public void setInstanceFollowRedirects(boolean followRedirects) {
            // never, whatever JGit thinks
        }

        @Override
        public void setDoOutput(boolean output) {
            connection.setDoOutput(output);
        }

        @Override
        public void setFixedLengthStreamingMode(int contentLength) {
            connection.setFixedLengthStreamingMode(contentLength);
        }

        @Override
        public OutputStream getOutputStream() throws IOException {
            return connection.getOutputStream();
        }

        @Override
        public void setChunkedStreamingMode(int chunkLength) {
            connection.setChunkedStreamingMode(chunkLength);
        }

        @Override
        public String getRequestMethod() {
            return connection.getRequestMethod();
        }

        @Override
        public boolean usingProxy() {
            return connection.usingProxy();
        }

        @Override
        public void connect() throws IOException {
            connection.connect();
        }

        @Override
        public void configure(
                KeyManager @Nullable [] keys, TrustManager @Nullable [] trust, @Nullable SecureRandom random) {
            // JGit calls this to switch certificate checks off; they stay on
        }

        @Override
        public void setHostnameVerifier(HostnameVerifier verifier) {
            // the JDK's own check stays on
        }
    }
}
