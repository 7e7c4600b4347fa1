//go:build !linux

package app

import (
	"context"

	"github.com/wailsapp/wails/v2/pkg/runtime"

	"secondstory/backend/debrief"
)

// showNotice shows a few words on the desktop, where the system lets the app.
func showNotice(ctx context.Context, title, text string) error {
	if err := runtime.InitializeNotifications(ctx); err != nil {
		return err
	}
	defer runtime.CleanupNotifications(ctx)
	if may, err := runtime.RequestNotificationAuthorization(ctx); err != nil || !may {
		return debrief.Errorf(debrief.CodePermission).Wrap(err)
	}
	return runtime.SendNotification(ctx, runtime.NotificationOptions{ID: debrief.NewID(), Title: title, Body: text})
}
