package io.codemaster.app.cluster;

import jakarta.annotation.PostConstruct;

import org.axonframework.queryhandling.QueryBus;
import org.axonframework.queryhandling.QueryExecutionException;
import org.springframework.context.annotation.Conditional;
import org.springframework.stereotype.Component;

import io.codemaster.api.shared.RemoteFailure;
import io.codemaster.app.roles.OnJoined;

/** A question that makes no sense is the asker's mistake, also where another process says so. */
@Component
@Conditional(OnJoined.class)
class QueryFailures {

    private final QueryBus queries;

    QueryFailures(QueryBus queries) {
        this.queries = queries;
    }

    @PostConstruct
    @SuppressWarnings("resource") // registered as long as the process lives
    void register() {
        queries.registerHandlerInterceptor((unit, chain) -> {
            try {
                return chain.proceed();
            } catch (IllegalArgumentException nonsense) {
                if (nonsense.getClass().getName().startsWith("io.codemaster.")) {
                    throw new QueryExecutionException(
                            String.valueOf(nonsense.getMessage()),
                            nonsense,
                            new RemoteFailure(RemoteFailure.Kind.NONSENSE, String.valueOf(nonsense.getMessage())));
                }
                throw nonsense;
            }
        });
    }
}
