package io.codemaster.app.demo;

import java.util.Set;

import org.springframework.boot.web.server.context.WebServerInitializedEvent;
import org.springframework.context.event.EventListener;

import io.codemaster.executor.demo.DemoGitServer;
import io.codemaster.executor.git.TrustedHosts;

/** Where the demonstration repository is served, known once the web server listens. */
class DemoAddress implements TrustedHosts {

    static final String PATH = "/demo/git/";

    private volatile int port;

    @EventListener
    void on(WebServerInitializedEvent event) {
        if (!"management".equals(event.getApplicationContext().getServerNamespace())) {
            port = event.getWebServer().getPort();
        }
    }

    String gitUrl() {
        return "http://127.0.0.1:" + port + PATH + DemoGitServer.NAME;
    }

    @Override
    public Set<String> hosts() {
        return port == 0 ? Set.of() : Set.of("127.0.0.1:" + port);
    }

    /** A demonstration repository that was linked while the product listened on another port is still the same one. */
    @Override
    public String locate(String gitUrl) {
        return gitUrl.matches("http://127\\.0\\.0\\.1:\\d+" + PATH + DemoGitServer.NAME) ? gitUrl() : gitUrl;
    }
}
