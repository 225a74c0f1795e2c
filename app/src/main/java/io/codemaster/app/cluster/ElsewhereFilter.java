package io.codemaster.app.cluster;

import java.io.IOException;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.http.HttpStatus;
import org.springframework.web.filter.OncePerRequestFilter;

import io.codemaster.app.roles.Roles;
import io.codemaster.app.web.ProblemWriter;
import io.codemaster.app.web.Refusal;

/** Says of a process without HTTP that it has none, whatever is asked; its health and metrics are served. */
final class ElsewhereFilter extends OncePerRequestFilter {

    private final Roles roles;

    private final ProblemWriter problems;

    ElsewhereFilter(Roles roles, ProblemWriter problems) {
        this.roles = roles;
        this.problems = problems;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (request.getRequestURI().startsWith("/actuator/")) {
            chain.doFilter(request, response);
            return;
        }
        problems.write(
                request,
                response,
                Refusal.of(
                        HttpStatus.NOT_FOUND,
                        "role.elsewhere",
                        "This process has no part in the API, its roles are " + roles
                                + ". Ask a process with the role command or query."));
    }
}
