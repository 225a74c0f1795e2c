package io.codemaster.executor.mergerequest;

import java.net.URI;
import java.util.List;

import io.codemaster.executor.shared.RepositoryServers.Place;

/**
 * Where a platform's interface is, and what the repository is called there.
 *
 * @param base without a slash at the end; GitLab's without {@code /api/v4}
 * @param project the path of the project, without a slash at either end
 */
record ApiPlace(String base, String project) {

    private static final String GITLAB_API = "/api/v4";

    /**
     * Where GitLab may be: at the server's root or, as an address alone does not tell, below the first part of its path.
     * The likelier comes first.
     */
    static List<ApiPlace> ofGitLab(Place place, PlatformProperties properties) {
        var path = project(place.path());
        var configured = properties.apiUrl(place);
        if (configured.isPresent()) {
            var base = withoutEnd(configured.get(), GITLAB_API);
            return List.of(new ApiPlace(base, below(URI.create(base).getRawPath(), path)));
        }
        var root = new ApiPlace(place.server(), path);
        var cut = path.indexOf('/');
        return cut < 0 || path.indexOf('/', cut + 1) < 0
                ? List.of(root)
                : List.of(root, new ApiPlace(place.server() + "/" + path.substring(0, cut), path.substring(cut + 1)));
    }

    /** GitHub's projects have two parts; what is before them is where an own server is. */
    static ApiPlace ofGitHub(Place place, PlatformProperties properties) {
        var path = project(place.path());
        var parts = List.of(path.split("/", -1));
        var name = String.join("/", parts.subList(Math.max(0, parts.size() - 2), parts.size()));
        var configured = properties.apiUrl(place);
        if (configured.isPresent()) {
            return new ApiPlace(configured.get().toString(), name);
        }
        if (place.host().equals("github.com") || place.host().equals("www.github.com")) {
            return new ApiPlace("https://api.github.com", name);
        }
        var before = path.substring(0, path.length() - name.length()).replaceFirst("/$", "");
        return new ApiPlace(place.server() + (before.isEmpty() ? "" : "/" + before) + "/api/v3", name);
    }

    URI address() {
        return URI.create(base);
    }

    private static String project(String path) {
        return path.replaceFirst("^/+", "").replaceFirst("/+$", "").replaceFirst("\\.git$", "");
    }

    private static String withoutEnd(URI address, String end) {
        var text = address.toString();
        return text.endsWith(end) ? text.substring(0, text.length() - end.length()) : text;
    }

    private static String below(String subPath, String path) {
        var prefix = subPath.replaceFirst("^/+", "").replaceFirst("/+$", "");
        return !prefix.isEmpty() && path.startsWith(prefix + "/") ? path.substring(prefix.length() + 1) : path;
    }
}
