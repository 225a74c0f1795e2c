package io.codemaster.app.web;

import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import jakarta.servlet.http.HttpServletRequest;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.core.MethodParameter;
import org.springframework.stereotype.Component;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodReturnValueHandler;
import org.springframework.web.method.support.HandlerMethodReturnValueHandlerComposite;
import org.springframework.web.method.support.ModelAndViewContainer;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerAdapter;

/**
 * An answer to a change comes after the change can be read. Stands between a controller's result and the answer, so that
 * a result that is still to come is waited for without a thread.
 */
@Component
class ReadYourWrites implements SmartInitializingSingleton {

    private static final Set<String> SAFE = Set.of("GET", "HEAD", "OPTIONS");

    private final RequestMappingHandlerAdapter adapter;

    private final ProjectionBarrier barrier;

    ReadYourWrites(RequestMappingHandlerAdapter adapter, ProjectionBarrier barrier) {
        this.adapter = adapter;
        this.barrier = barrier;
    }

    @Override
    public void afterSingletonsInstantiated() {
        var handlers = adapter.getReturnValueHandlers();
        if (handlers != null) {
            var before = new HandlerMethodReturnValueHandlerComposite().addHandlers(handlers);
            adapter.setReturnValueHandlers(List.of(new Waiting(before)));
        }
    }

    private final class Waiting implements HandlerMethodReturnValueHandler {

        private final HandlerMethodReturnValueHandler before;

        Waiting(HandlerMethodReturnValueHandler before) {
            this.before = before;
        }

        @Override
        public boolean supportsReturnType(MethodParameter returnType) {
            return before.supportsReturnType(returnType);
        }

        @Override
        public void handleReturnValue(
                @Nullable Object value, MethodParameter type, ModelAndViewContainer container, NativeWebRequest request)
                throws Exception {
            var origin = RequestOrigin.current();
            var http = request.getNativeRequest(HttpServletRequest.class);
            if (origin.isEmpty() || http == null || SAFE.contains(http.getMethod())) {
                before.handleReturnValue(value, type, container, request);
                return;
            }
            if (value instanceof CompletionStage<?> later) {
                var readable =
                        later.thenCompose(result -> afterViews(origin.get()).thenApply(passed -> result));
                before.handleReturnValue(readable, type, container, request);
                return;
            }
            afterViews(origin.get()).join();
            before.handleReturnValue(value, type, container, request);
        }

        private CompletableFuture<Boolean> afterViews(RequestOrigin origin) {
            return origin.takeChange() ? barrier.passed() : CompletableFuture.completedFuture(true);
        }
    }
}
