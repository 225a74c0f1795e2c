package io.codemaster.app.web.openapi;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;

import io.codemaster.app.web.Problem;
import io.swagger.v3.core.converter.AnnotatedType;
import io.swagger.v3.core.converter.ModelConverter;
import io.swagger.v3.core.converter.ModelConverters;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.headers.Header;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.parameters.HeaderParameter;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import io.swagger.v3.oas.models.servers.Server;

/** What the published description says beyond what the controllers show by themselves. */
@Configuration(proxyBeanMethods = false)
class OpenApiConfiguration {

    private static final String PROBLEM = "Problem";

    private static final Pattern EDITABLE = Pattern.compile(
            "/api/v1/(projects|repositories|requirements|users)/\\{\\w+}(/close|/reopen|/members/\\{userId})?");

    private static final String DESCRIPTION =
            "Errors are RFC 9457 problems with a stable code. POSTs take an Idempotency-Key. Cookie sessions send the"
                    + " value of the cookie CM_CSRF as X-CSRF-Token with every unsafe method.";

    @Bean
    ModelConverter recordSchemas() {
        return new RecordSchemas();
    }

    @Bean
    OpenApiCustomizer description() {
        return api -> {
            api.info(new Info().title("CodeMaster").version("1").description(DESCRIPTION));
            api.servers(List.of(new Server().url("/")));
            describeSecurity(api);
            describeProblems(api);
            describeIdempotency(api);
            describePreconditions(api);
            sortSchemas(api);
        };
    }

    private static void describeSecurity(OpenAPI api) {
        var components = components(api);
        components.addSecuritySchemes(
                "bearer",
                new SecurityScheme()
                        .type(SecurityScheme.Type.HTTP)
                        .scheme("bearer")
                        .bearerFormat("JWT"));
        components.addSecuritySchemes(
                "cookie",
                new SecurityScheme()
                        .type(SecurityScheme.Type.APIKEY)
                        .in(SecurityScheme.In.COOKIE)
                        .name("CM_SESSION"));
        api.security(List.of(new SecurityRequirement().addList("bearer"), new SecurityRequirement().addList("cookie")));
    }

    /** Every POST without a secret can be sent again safely, with a key that names the first one. */
    private static void describeIdempotency(OpenAPI api) {
        if (api.getPaths() == null) {
            return;
        }
        api.getPaths().forEach((path, item) -> {
            if (item.getPost() != null && !path.startsWith("/api/v1/auth/") && !path.startsWith("/api/v1/users")) {
                item.getPost()
                        .addParametersItem(new HeaderParameter()
                                .name("Idempotency-Key")
                                .description("The same key and body get the first answer again, for 24 hours")
                                .schema(new StringSchema().maxLength(200)));
            }
        });
    }

    /** What is read with an ETag can be changed under the condition that it is still the same. */
    private static void describePreconditions(OpenAPI api) {
        if (api.getPaths() == null) {
            return;
        }
        api.getPaths().forEach((path, item) -> {
            if (!EDITABLE.matcher(path).matches()) {
                return;
            }
            if (item.getGet() != null && item.getGet().getResponses().get("200") != null) {
                item.getGet()
                        .getResponses()
                        .get("200")
                        .addHeaderObject(
                                HttpHeaders.ETAG,
                                new Header()
                                        .description("What If-Match expects when this is edited")
                                        .schema(new StringSchema()));
            }
            Stream.of(item.getPatch(), item.getDelete(), item.getPost())
                    .filter(Objects::nonNull)
                    .forEach(it -> it.addParametersItem(new HeaderParameter()
                            .name(HttpHeaders.IF_MATCH)
                            .description("The ETag of the read; 412 when somebody has changed it since")
                            .schema(new StringSchema())));
        });
    }

    private static void describeProblems(OpenAPI api) {
        var problem = ModelConverters.getInstance(true)
                .resolveAsResolvedSchema(new AnnotatedType(Problem.class).resolveAsRef(true));
        problem.referencedSchemas.forEach(components(api)::addSchemas);
        var answer = new ApiResponse()
                .description("Why it was not done")
                .content(new Content()
                        .addMediaType(
                                MediaType.APPLICATION_PROBLEM_JSON_VALUE,
                                new io.swagger.v3.oas.models.media.MediaType()
                                        .schema(new Schema<>().$ref("#/components/schemas/" + PROBLEM))));
        components(api).addResponses(PROBLEM, answer);
        if (api.getPaths() == null) {
            return;
        }
        for (var path : api.getPaths().values()) {
            for (Operation operation : path.readOperations()) {
                operation
                        .getResponses()
                        .addApiResponse("default", new ApiResponse().$ref("#/components/responses/" + PROBLEM));
            }
        }
    }

    /** In the order of their names, so that the document changes only where the interface does. */
    @SuppressWarnings("rawtypes") // as the library declares it
    private static void sortSchemas(OpenAPI api) {
        var schemas = components(api).getSchemas();
        if (schemas != null) {
            var sorted = new LinkedHashMap<String, Schema>();
            schemas.entrySet().stream()
                    .sorted(Map.Entry.comparingByKey())
                    .forEach(it -> sorted.put(it.getKey(), it.getValue()));
            components(api).setSchemas(sorted);
        }
    }

    private static Components components(OpenAPI api) {
        if (api.getComponents() == null) {
            api.setComponents(new Components());
        }
        return api.getComponents();
    }
}
