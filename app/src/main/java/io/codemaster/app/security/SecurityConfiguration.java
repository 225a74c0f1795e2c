package io.codemaster.app.security;

import java.util.List;
import java.util.Set;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;

import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.authorization.AuthorizationDeniedException;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configuration.EnableWebSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.core.Authentication;
import org.springframework.security.crypto.factory.PasswordEncoderFactories;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.authentication.AnonymousAuthenticationFilter;
import org.springframework.security.web.context.RequestAttributeSecurityContextRepository;
import org.springframework.security.web.header.writers.CrossOriginOpenerPolicyHeaderWriter.CrossOriginOpenerPolicy;
import org.springframework.security.web.header.writers.CrossOriginResourcePolicyHeaderWriter.CrossOriginResourcePolicy;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.CorsConfigurationSource;
import org.springframework.web.cors.UrlBasedCorsConfigurationSource;

import io.codemaster.app.security.ratelimit.RateLimitFilter;
import io.codemaster.app.security.ratelimit.RateLimits;
import io.codemaster.app.security.session.Caller;
import io.codemaster.app.security.session.CsrfGuardFilter;
import io.codemaster.app.security.session.SessionFilter;
import io.codemaster.app.security.session.Sessions;
import io.codemaster.app.web.ProblemWriter;
import io.codemaster.app.web.Refusal;
import io.codemaster.executor.feishu.FeishuSignIn;

/** The one filter chain: who asks, whether a page of ours sent it, whether the policy allows it. */
@Configuration(proxyBeanMethods = false)
@EnableWebSecurity
class SecurityConfiguration {

    /** The pictures of the people whom Feishu vouches for are on its servers. */
    private static final String FEISHU_PICTURES =
            " https://*.feishucdn.com https://*.feishu.cn https://*.larksuitecdn.com https://*.larksuite.com"
                    + " https://*.byteimg.com";

    private static final String CONTENT_SECURITY_POLICY = "default-src 'self'; script-src 'self' 'wasm-unsafe-eval';"
            + " style-src 'self' 'unsafe-inline'; img-src 'self' data:%s; font-src 'self' data:; connect-src 'self';"
            + " worker-src 'self' blob:; frame-ancestors 'none'; base-uri 'none'; object-src 'none'; form-action 'self'";

    private static final String PERMISSIONS_POLICY = "camera=(), microphone=(), geolocation=(), payment=(), usb=()";

    @Bean
    PasswordEncoder passwordEncoder() {
        return PasswordEncoderFactories.createDelegatingPasswordEncoder();
    }

    /** There is no form and no basic sign-in, and so nothing that would need one; this keeps Boot from making a user. */
    @Bean
    AuthenticationManager noGeneralSignIn() {
        return authentication -> {
            throw new org.springframework.security.authentication.AuthenticationServiceException("not used");
        };
    }

    @Bean
    SecurityFilterChain securityFilterChain(
            HttpSecurity http,
            AccessPolicy policy,
            Sessions sessions,
            ProblemWriter problems,
            CorsProperties cors,
            FeishuSignIn feishu,
            RateLimits limits)
            throws Exception {
        var contexts = new RequestAttributeSecurityContextRepository();
        return http.csrf(AbstractHttpConfigurer::disable)
                .formLogin(AbstractHttpConfigurer::disable)
                .httpBasic(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .sessionManagement(it -> it.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .securityContext(it -> it.securityContextRepository(contexts))
                .cors(it -> it.configurationSource(origins(cors)))
                .headers(it -> headers(it, feishu.app().isPresent() ? FEISHU_PICTURES : ""))
                .addFilterBefore(new SessionFilter(sessions, contexts), AnonymousAuthenticationFilter.class)
                .addFilterBefore(new RateLimitFilter(limits, problems), AuthorizationFilter.class)
                .addFilterBefore(
                        new CsrfGuardFilter(sessions, problems, Set.copyOf(cors.allowedOrigins())),
                        AuthorizationFilter.class)
                .authorizeHttpRequests(it -> it.dispatcherTypeMatchers(
                                DispatcherType.ASYNC, DispatcherType.ERROR, DispatcherType.FORWARD)
                        .permitAll()
                        .anyRequest()
                        .access((authentication, context) ->
                                verdict(policy, authentication.get(), context.getRequest())))
                .exceptionHandling(it -> it.authenticationEntryPoint(
                                (request, response, failure) -> problems.write(request, response, signIn(request)))
                        .accessDeniedHandler(
                                (request, response, failure) -> problems.write(request, response, refusal(failure))))
                .build();
    }

    private static AccessVerdict verdict(
            AccessPolicy policy, @Nullable Authentication authentication, HttpServletRequest request) {
        var user = authentication instanceof Caller caller ? caller : null;
        var refusal = policy.refusal(request, user).orElse(null);
        if (refusal != null && user == null) {
            request.setAttribute(AccessVerdict.class.getName(), refusal);
        }
        return new AccessVerdict(refusal);
    }

    /** What the policy says to somebody unknown; one whose token was refused is told that. */
    private static Refusal signIn(HttpServletRequest request) {
        var said = request.getAttribute(AccessVerdict.class.getName()) instanceof Refusal refusal
                ? refusal
                : Refusal.unauthenticated("auth.required", "Sign in first.");
        return said.status() == HttpStatus.UNAUTHORIZED
                ? SessionFilter.refusedToken(request).orElse(said)
                : said;
    }

    private static Refusal refusal(AccessDeniedException failure) {
        return failure instanceof AuthorizationDeniedException denied
                        && denied.getAuthorizationResult() instanceof AccessVerdict verdict
                        && verdict.refusal() != null
                ? verdict.refusal()
                : Refusal.forbidden("You may not do this.");
    }

    private static void headers(HeadersConfigurer<HttpSecurity> headers, String pictures) {
        headers.cacheControl(HeadersConfigurer.CacheControlConfig::disable)
                .contentSecurityPolicy(it -> it.policyDirectives(CONTENT_SECURITY_POLICY.formatted(pictures)))
                .referrerPolicy(it -> it.policy(ReferrerPolicy.SAME_ORIGIN))
                .permissionsPolicyHeader(it -> it.policy(PERMISSIONS_POLICY))
                .crossOriginOpenerPolicy(it -> it.policy(CrossOriginOpenerPolicy.SAME_ORIGIN))
                .crossOriginResourcePolicy(it -> it.policy(CrossOriginResourcePolicy.SAME_ORIGIN));
    }

    private static CorsConfigurationSource origins(CorsProperties properties) {
        var source = new UrlBasedCorsConfigurationSource();
        if (!properties.allowedOrigins().isEmpty()) {
            var cors = new CorsConfiguration();
            cors.setAllowedOrigins(properties.allowedOrigins());
            cors.setAllowedMethods(List.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"));
            cors.setAllowedHeaders(List.of("*"));
            cors.setExposedHeaders(List.of(
                    "Location",
                    "ETag",
                    "Retry-After",
                    "RateLimit",
                    "RateLimit-Policy",
                    "X-Request-Id",
                    "Idempotent-Replayed"));
            cors.setAllowCredentials(true);
            source.registerCorsConfiguration("/api/**", cors);
        }
        return source;
    }
}
