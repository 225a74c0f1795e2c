package io.codemaster.app.web;

import java.io.IOException;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/** Lets commands know which request they were sent for. Runs after sign-in, so that the caller is known. */
@Component
@Order(RequestOriginFilter.AFTER_SECURITY)
class RequestOriginFilter extends OncePerRequestFilter {

    static final int AFTER_SECURITY = -90;

    private final ProblemWriter problems;

    RequestOriginFilter(ProblemWriter problems) {
        this.problems = problems;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        RequestOrigin origin;
        try {
            origin = RequestOrigin.of(request);
        } catch (RefusedException refused) {
            problems.write(request, response, refused.refusal());
            return;
        }
        var scope = origin.bind();
        try {
            chain.doFilter(request, response);
        } finally {
            scope.close();
        }
    }
}
