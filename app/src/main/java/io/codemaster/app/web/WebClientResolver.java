package io.codemaster.app.web;

import java.util.List;

import jakarta.servlet.http.HttpServletRequest;

import org.jspecify.annotations.Nullable;
import org.springframework.core.io.Resource;
import org.springframework.web.servlet.resource.PathResourceResolver;
import org.springframework.web.servlet.resource.ResourceResolverChain;

/** The web client's files; a page of the web client that is no file is its index, which finds the page by the address. */
class WebClientResolver extends PathResourceResolver {

    @Override
    protected @Nullable Resource resolveResourceInternal(
            @Nullable HttpServletRequest request,
            String path,
            List<? extends Resource> locations,
            ResourceResolverChain chain) {
        var file = super.resolveResourceInternal(request, path, locations, chain);
        if (file != null || request == null || !isPage(path) || !wantsHtml(request)) {
            return file;
        }
        return super.resolveResourceInternal(request, "index.html", locations, chain);
    }

    private static boolean isPage(String path) {
        return !path.substring(path.lastIndexOf('/') + 1).contains(".")
                && !path.startsWith("api/")
                && !path.startsWith("actuator")
                && !path.startsWith("assets/");
    }

    private static boolean wantsHtml(HttpServletRequest request) {
        var accept = request.getHeader("Accept");
        return accept != null && accept.contains("text/html");
    }
}
