from django.http import HttpResponse


def campaign_list(request):
    return HttpResponse("")


def campaign_new(request):
    return HttpResponse("")


def campaign_detail(request, pk):
    return HttpResponse("")


def campaign_edit(request, pk):
    return HttpResponse("")
