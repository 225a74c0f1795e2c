package io.codemaster.executor.mergerequest;

import jakarta.ws.rs.client.ClientRequestContext;
import jakarta.ws.rs.client.ClientRequestFilter;
import jakarta.ws.rs.core.FeatureContext;

import org.glassfish.jersey.client.ClientProperties;
import org.glassfish.jersey.internal.spi.ForcedAutoDiscoverable;

/**
 * Keeps Jersey's clients from going where a server sends them, because the access token would go along. GitLab's library
 * demands redirects for each of its requests and offers no other place to object; what a request says of itself wins.
 */
public final class NoRedirects implements ForcedAutoDiscoverable {

    @Override
    public void configure(FeatureContext context) {
        if (!context.getConfiguration().isRegistered(Filter.class)) {
            context.register(Filter.class);
        }
    }

    /** Takes every request back to the server that it was meant for. */
    public static final class Filter implements ClientRequestFilter {

        @Override
        public void filter(ClientRequestContext request) {
            request.setProperty(ClientProperties.FOLLOW_REDIRECTS, false);
        }
    }
}
